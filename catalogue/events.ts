/** The register of events: for each the message that is its body, the topic it travels on, who answers for it, and a true example. */

export interface Topic {
  readonly name: string
  /** The service whose facts these are; `ce_source` is `/quint/<owner>`. */
  readonly owner: string
  /** Where the code that publishes stands: whom to ask. */
  readonly code: string
  /** The field of every event on the topic whose value is the record's key. */
  readonly key: string
  readonly partitions: number
  readonly retentionDays: number
}

export interface RegisteredEvent {
  /** `<service>.<aggregate>.<past tense>`: the header `ce_type`. */
  readonly type: string
  /** The full name of the protobuf message. */
  readonly message: string
  readonly topic: string
  readonly purpose: string
  /** Fields that are never left out. Every other field is left out when it has its default. */
  readonly always: readonly string[]
  /** Fields without which the rest would be misread: whoever reads the event must read these. */
  readonly mustUnderstand: readonly string[]
  /** The last day on which a retired event is still published, YYYY-MM-DD. */
  readonly deprecatedUntil?: string
  readonly example: Readonly<Record<string, unknown>>
}

export interface Register {
  readonly topics: readonly Topic[]
  readonly events: readonly RegisteredEvent[]
}

const session = '0198c7a2-5d1e-7c3a-9a41-2f6b8d0e4c11'
const user = '0198c79f-1b7a-7d52-8e0c-6a9d3b5f7e20'
const imported = '0198c7c1-3a52-7b0d-9c64-8e1f5a7d2b36'
const video = '0198c7d4-6b30-7c41-b5d2-3f8e0a6c9d15'
const plan = '0198c7d4-6b18-7e52-a0f3-9d2c5e8b1a47'
const interview = '0198c7d4-6b21-7e5f-a31c-5d0f8b2c7e94'
const hint = '0198c7b0-8e44-7f19-b2d7-4c1a9e6f3d88'

export const register: Register = {
  topics: [
    { name: 'quint.identity.user.v1', owner: 'identity', code: 'gateway/identity', key: 'userId', partitions: 6, retentionDays: 14 },
    { name: 'quint.sessions.session.v1', owner: 'sessions', code: 'services/sessions', key: 'sessionId', partitions: 6, retentionDays: 14 },
    { name: 'quint.sessions.submission.v1', owner: 'sessions', code: 'services/sessions', key: 'importId', partitions: 6, retentionDays: 14 },
    {
      name: 'quint.sessions.interview.v1',
      owner: 'sessions',
      code: 'services/sessions/interview',
      key: 'interviewId',
      partitions: 6,
      retentionDays: 14,
    },
    { name: 'quint.hints.hint.v1', owner: 'hints', code: 'services/hints', key: 'hintId', partitions: 6, retentionDays: 14 },
    { name: 'quint.sessions.learner.v1', owner: 'sessions', code: 'services/sessions', key: 'userId', partitions: 6, retentionDays: 14 },
    { name: 'quint.runner.learner.v1', owner: 'runner', code: 'services/infra-runner', key: 'userId', partitions: 6, retentionDays: 14 },
    { name: 'quint.runner.trial.v1', owner: 'runner', code: 'services/infra-runner', key: 'runId', partitions: 6, retentionDays: 14 },
    {
      name: 'quint.runner.submission.v1',
      owner: 'runner',
      code: 'services/infra-runner/build',
      key: 'submissionId',
      partitions: 6,
      retentionDays: 14,
    },
    { name: 'quint.plans.plan.v1', owner: 'plans', code: 'services/plans', key: 'planId', partitions: 6, retentionDays: 14 },
    { name: 'quint.plans.item.v1', owner: 'plans', code: 'services/plans', key: 'itemId', partitions: 6, retentionDays: 14 },
    { name: 'quint.plans.review.v1', owner: 'plans', code: 'services/plans', key: 'reviewId', partitions: 6, retentionDays: 14 },
    { name: 'quint.plans.reminder.v1', owner: 'plans', code: 'services/plans', key: 'reminderId', partitions: 6, retentionDays: 14 },
    { name: 'quint.plans.learner.v1', owner: 'plans', code: 'services/plans', key: 'userId', partitions: 6, retentionDays: 14 },
    { name: 'quint.content.video.v1', owner: 'content', code: 'services/content', key: 'videoId', partitions: 6, retentionDays: 14 },
    { name: 'quint.content.quiz.v1', owner: 'content', code: 'services/content', key: 'videoId', partitions: 6, retentionDays: 14 },
    { name: 'quint.content.learner.v1', owner: 'content', code: 'services/content', key: 'userId', partitions: 6, retentionDays: 14 },
    { name: 'quint.hints.learner.v1', owner: 'hints', code: 'services/hints', key: 'userId', partitions: 6, retentionDays: 14 },
  ],
  events: [
    {
      type: 'identity.user.registered',
      message: 'quint.identity.v1.UserRegistered',
      topic: 'quint.identity.user.v1',
      purpose: 'A learner has made an account.',
      always: ['userId'],
      mustUnderstand: [],
      example: { userId: user },
    },
    {
      type: 'identity.user.deleted',
      message: 'quint.identity.v1.UserDeleted',
      topic: 'quint.identity.user.v1',
      purpose: 'A learner has deleted their account: every consumer erases what it holds of them.',
      always: ['userId'],
      mustUnderstand: [],
      example: { userId: user },
    },
    {
      type: 'sessions.session.started',
      message: 'quint.sessions.v1.SessionStarted',
      topic: 'quint.sessions.session.v1',
      purpose: 'A learner has begun to think about a problem.',
      always: ['sessionId', 'userId', 'site'],
      mustUnderstand: [],
      example: { sessionId: session, userId: user, site: 'leetcode', slug: 'two-sum' },
    },
    {
      type: 'sessions.session.answered',
      message: 'quint.sessions.v1.SessionAnswered',
      topic: 'quint.sessions.session.v1',
      purpose: 'A learner has answered one of the twelve prompts, or replaced an answer.',
      always: ['sessionId', 'userId', 'element'],
      mustUnderstand: [],
      example: { sessionId: session, userId: user, promptIndex: 4, element: 'ELEMENT_FIRE', wordCount: 38, timeSpentSeconds: 95 },
    },
    {
      type: 'sessions.session.completed',
      message: 'quint.sessions.v1.SessionCompleted',
      topic: 'quint.sessions.session.v1',
      purpose: 'A learner has written the final response, and what it added was counted.',
      always: ['sessionId', 'userId'],
      mustUnderstand: [],
      example: { sessionId: session, userId: user, weakestElement: 'ELEMENT_EARTH', addedExamples: 1, addedIdeas: 2, droppedAssumptions: 1 },
    },
    {
      type: 'sessions.session.abandoned',
      message: 'quint.sessions.v1.SessionAbandoned',
      topic: 'quint.sessions.session.v1',
      purpose: 'A session has ended without a final response.',
      always: ['sessionId', 'userId', 'reason'],
      mustUnderstand: [],
      example: { sessionId: session, userId: user, promptsCompleted: 7, reason: 'idle' },
    },
    {
      type: 'sessions.session.shared',
      message: 'quint.sessions.v1.SessionShared',
      topic: 'quint.sessions.session.v1',
      purpose: 'A learner lets others read a session, without their name.',
      always: ['sessionId', 'userId'],
      mustUnderstand: [],
      example: { sessionId: session, userId: user },
    },
    {
      type: 'sessions.session.unshared',
      message: 'quint.sessions.v1.SessionUnshared',
      topic: 'quint.sessions.session.v1',
      purpose: 'Others can no longer read a session: whoever shows it takes it away.',
      always: ['sessionId', 'userId', 'reason'],
      mustUnderstand: [],
      example: { sessionId: session, userId: user, reason: 'learner' },
    },
    {
      type: 'sessions.submission.imported',
      message: 'quint.sessions.v1.SubmissionImported',
      topic: 'quint.sessions.submission.v1',
      purpose: 'A learner has brought along an accepted submission from a judge.',
      always: ['importId', 'userId', 'site', 'slug', 'language', 'acceptedAt'],
      mustUnderstand: [],
      example: { importId: imported, userId: user, site: 'leetcode', slug: 'two-sum', language: 'python3', acceptedAt: '2026-03-14T09:26:53.000Z' },
    },
    {
      type: 'sessions.interview.started',
      message: 'quint.sessions.v1.InterviewStarted',
      topic: 'quint.sessions.interview.v1',
      purpose: 'A learner has begun a mock interview.',
      always: ['interviewId', 'userId', 'language', 'durationMinutes'],
      mustUnderstand: [],
      example: { interviewId: interview, userId: user, problem: 'two-sum', language: 'python', durationMinutes: 45 },
    },
    {
      type: 'sessions.interview.completed',
      message: 'quint.sessions.v1.InterviewCompleted',
      topic: 'quint.sessions.interview.v1',
      purpose: 'A mock interview has been judged: what the learner showed, and how each dimension was seen.',
      always: ['interviewId', 'userId', 'band'],
      mustUnderstand: [],
      example: {
        interviewId: interview,
        userId: user,
        problem: 'two-sum',
        band: 'hire',
        skills: ['clarifying_questions', 'complexity_stated'],
        topics: ['arrays', 'hashing'],
        submissions: 2,
        score: 8,
        dimensions: [{ dimension: 'communication', band: 'hire', score: 72 }],
      },
    },
    {
      type: 'hints.hint.given',
      message: 'quint.hints.v1.HintGiven',
      topic: 'quint.hints.hint.v1',
      purpose: 'A learner has received a whole hint.',
      always: ['hintId', 'sessionId', 'userId', 'tier', 'source', 'promptVersion'],
      mustUnderstand: [],
      example: {
        hintId: hint,
        sessionId: session,
        userId: user,
        tier: 1,
        elementFocus: 'ELEMENT_EARTH',
        source: 'offline',
        promptVersion: 'offline-1',
        findingCodes: ['earth_shortest', 'few_concrete_examples'],
      },
    },
    {
      type: 'sessions.learner.erased',
      message: 'quint.sessions.v1.LearnerErased',
      topic: 'quint.sessions.learner.v1',
      purpose: 'Everything that sessions held of a deleted learner is gone.',
      always: ['userId'],
      mustUnderstand: [],
      example: { userId: user },
    },
    {
      type: 'runner.learner.erased',
      message: 'quint.runner.v1.LearnerErased',
      topic: 'quint.runner.learner.v1',
      purpose: 'Everything that the runner held of a deleted learner is gone.',
      always: ['userId'],
      mustUnderstand: [],
      example: { userId: user },
    },
    {
      type: 'runner.trial.finished',
      message: 'quint.runner.v1.TrialFinished',
      topic: 'quint.runner.trial.v1',
      purpose: "A run of a learner's program in the lab has its verdict.",
      always: ['runId', 'userId', 'workload', 'verdict', 'language', 'nodes'],
      mustUnderstand: ['verdict'],
      example: {
        runId: '0198c7e8-2c51-7f0a-b6d3-9e4a1c7f5b20',
        userId: user,
        workload: 'broadcast',
        verdict: 'fail',
        anomaly: 'lost',
        language: 'python',
        nodes: 5,
        operations: 412,
      },
    },
    {
      type: 'runner.submission.started',
      message: 'quint.runner.v1.SubmissionStarted',
      topic: 'quint.runner.submission.v1',
      purpose: 'A learner has a design deployed and tried.',
      always: ['submissionId', 'userId', 'problem', 'attempt'],
      mustUnderstand: [],
      example: { submissionId: '0198c7d4-6b19-7a10-b1c4-5e7f9a2d3c70', userId: user, problem: 'url-shortener', attempt: 2 },
    },
    {
      type: 'runner.submission.ended',
      message: 'quint.runner.v1.SubmissionEnded',
      topic: 'quint.runner.submission.v1',
      purpose: "A learner's design was tried, or will not be.",
      always: ['submissionId', 'userId', 'problem', 'status', 'attempt'],
      mustUnderstand: ['status'],
      example: {
        submissionId: '0198c7d4-6b19-7a10-b1c4-5e7f9a2d3c70',
        userId: user,
        problem: 'url-shortener',
        status: 'COMPLETED',
        verdict: 'failed',
        attempt: 2,
      },
    },
    {
      type: 'plans.plan.generated',
      message: 'quint.plans.v1.PlanGenerated',
      topic: 'quint.plans.plan.v1',
      purpose: 'A learner has a plan.',
      always: ['planId', 'userId', 'source'],
      mustUnderstand: [],
      example: { planId: plan, userId: user, source: 'solver', items: 84, weeks: 8 },
    },
    {
      type: 'plans.item.completed',
      message: 'quint.plans.v1.ItemCompleted',
      topic: 'quint.plans.item.v1',
      purpose: 'A learner has done an item of a plan, or failed at it.',
      always: ['itemId', 'userId', 'planId', 'outcome'],
      mustUnderstand: ['outcome'],
      example: { itemId: '0198c7d4-6b19-7a10-b1c4-5e7f9a2d3c68', userId: user, planId: plan, slug: 'two-sum', outcome: 'solved' },
    },
    {
      type: 'plans.review.graded',
      message: 'quint.plans.v1.ReviewGraded',
      topic: 'quint.plans.review.v1',
      purpose: 'A learner has graded a review.',
      always: ['reviewId', 'userId', 'grade', 'intervalDays'],
      mustUnderstand: [],
      example: { reviewId: '0198c7d9-12a4-7c55-8d31-b6e0f4a7c295', userId: user, grade: 'good', intervalDays: 6 },
    },
    {
      type: 'plans.reminder.due',
      message: 'quint.plans.v1.ReminderDue',
      topic: 'quint.plans.reminder.v1',
      purpose: 'A reminder of something planned has come due.',
      always: ['reminderId', 'userId', 'eventId', 'startsAt'],
      mustUnderstand: [],
      example: {
        reminderId: '0198c7e2-40bd-7f26-9c8a-1d5e3b7f6092',
        userId: user,
        eventId: '0198c7e1-9a3c-7b44-a6d2-8f0c5e1b7d39',
        startsAt: '2026-03-14T18:00:00Z',
      },
    },
    {
      type: 'content.video.published',
      message: 'quint.content.v1.VideoPublished',
      topic: 'quint.content.video.v1',
      purpose: 'A video can be watched.',
      always: ['videoId', 'userId', 'subject', 'difficulty', 'durationMs', 'author'],
      mustUnderstand: [],
      example: { videoId: video, userId: user, subject: 'algorithms', difficulty: 'easy', durationMs: 61880, author: 'offline' },
    },
    {
      type: 'content.video.moderated',
      message: 'quint.content.v1.VideoModerated',
      topic: 'quint.content.video.v1',
      purpose: 'A moderator has decided about a video.',
      always: ['videoId', 'userId', 'decision'],
      mustUnderstand: [],
      example: { videoId: video, userId: user, decision: 'remove' },
    },
    {
      type: 'content.quiz.answered',
      message: 'quint.content.v1.QuizAnswered',
      topic: 'quint.content.quiz.v1',
      purpose: 'A learner has answered the quiz of a video.',
      always: ['videoId', 'userId', 'subject', 'questions'],
      mustUnderstand: [],
      example: { videoId: video, userId: user, subject: 'algorithms', topics: ['two-pointers'], right: 1, questions: 2 },
    },
    {
      type: 'content.learner.erased',
      message: 'quint.content.v1.LearnerErased',
      topic: 'quint.content.learner.v1',
      purpose: 'Everything that content held of a deleted learner is gone.',
      always: ['userId'],
      mustUnderstand: [],
      example: { userId: user },
    },
    {
      type: 'plans.learner.erased',
      message: 'quint.plans.v1.LearnerErased',
      topic: 'quint.plans.learner.v1',
      purpose: 'Everything that plans held of a deleted learner is gone.',
      always: ['userId'],
      mustUnderstand: [],
      example: { userId: user },
    },
    {
      type: 'hints.learner.erased',
      message: 'quint.hints.v1.LearnerErased',
      topic: 'quint.hints.learner.v1',
      purpose: 'Everything that hints held of a deleted learner is gone.',
      always: ['userId'],
      mustUnderstand: [],
      example: { userId: user },
    },
  ],
}
