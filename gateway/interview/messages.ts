/** The messages of a mock interview over the socket. Field names are those of the socket's first clients, snake case. */
import { z } from 'zod'
import { text } from '../http/text.ts'
import { languages } from './languages.ts'
import { pageSeq } from './numbering.ts'

export const personas = ['friendly', 'neutral', 'demanding'] as const
const stages = ['problem', 'approach', 'coding', 'feedback', 'summary'] as const

const language = z.enum(languages)
const code = z.string().max(65_536)
const words = z.string().max(10_000)
const durationMinutes = z.int().min(5).max(180)
const problemId = text(64)

/** What a client may add to every message of an interview. */
const common = {
  interview_id: z.uuid().optional().describe('Another one than the socket is in is refused.'),
  request_id: z.uuid().optional().describe('The same for every try of one message: told again, nothing happens twice.'),
}

/** A field that is not known rules its spelling out: otherwise it alone would be spoken of, though it was the other one that was meant. */
function ruledOut({ issues }: z.core.ParsePayload): void {
  for (const issue of issues) if (issue.code === 'unrecognized_keys') Object.assign(issue, { continue: false })
}

const start = z
  .strictObject({
    problem_id: problemId.optional().describe('Of GET /api/interview-problems; without it the learner describes one.'),
    language,
    duration_minutes: durationMinutes.optional(),
    persona: z.enum(personas).optional(),
    request_id: common.request_id,
  })
  .check(ruledOut)
const startInCamelCase = z
  .strictObject({
    problemId: problemId.optional(),
    language,
    durationMinutes: durationMinutes.optional(),
    persona: z.enum(personas).optional(),
    requestId: common.request_id,
  })
  .check(ruledOut)
  .transform(
    (given): z.infer<typeof start> => ({
      problem_id: given.problemId,
      language: given.language,
      duration_minutes: given.durationMinutes,
      persona: given.persona,
      request_id: given.requestId,
    }),
  )

const resume = z.strictObject({ interview_id: z.uuid(), last_seq: pageSeq.describe('Of the last message received; 0: none.') }).check(ruledOut)
const resumeInCamelCase = z
  .strictObject({ interviewId: z.uuid(), lastSeq: pageSeq })
  .check(ruledOut)
  .transform((given): z.infer<typeof resume> => ({ interview_id: given.interviewId, last_seq: given.lastSeq }))

export const takes = {
  problem_description: z.object({ content: text(100_000), ...common }).describe('Begins an interview where there is none.'),
  explanation: z.object({ content: words, ...common }),
  code_submission: z.object({ code, language: language.optional(), ...common }),
  message: z.object({ content: words, ...common }),
  end_session: z.object({ content: z.unknown().optional(), ...common }),
  start: z.union([start, startInCamelCase]),
  run: z.object({ code, language: language.optional(), stdin: z.string().max(65_536).optional(), ...common }),
  cursor: z
    .object({
      line: z.int().min(1).max(100_000).optional(),
      column: z.int().min(1).max(100_000).optional(),
      code: code.optional().describe('The whole editor, when it has changed.'),
      language: language.optional(),
      interview_id: common.interview_id,
      request_id: common.request_id.describe('Whoever names the code is told when it is kept.'),
    })
    .describe(
      'Where the learner is in the editor, and now and then what stands there: kept, and told to their other pages. With nothing in it: they are writing.',
    ),
  resume: z.union([resume, resumeInCamelCase]),
} as const

const about = { interview_id: z.string() }
const kept = { ...about, seq: z.int().describe('Counts in the interview, in thousands for what is kept: resume names the last one received.') }

const reference = z.object({
  seq: z.int().optional().describe('Of the message whose text it stands in.'),
  submission_id: z.string().optional().describe('In its code.'),
  statement: z.boolean().optional().describe("In the problem's statement."),
  interview_id: z.string().optional().describe('An earlier interview.'),
  start: z.int(),
  end: z.int().describe('UTF-16 code units, exclusive.'),
})
const claim = z.object({ code: z.string(), text: z.string(), references: z.array(reference) })
const claims = z.array(claim)

const analysis = z.object({
  technical_feedback: z.string(),
  complexity_analysis: z.string(),
  code_quality: z.string(),
  follow_up_question: z.string(),
  score: z.int().min(0).max(10),
  technical_claims: claims,
  complexity_claims: claims,
  quality_claims: claims,
  suggestions: claims,
  claimed_time: z.string(),
  claimed_space: z.string(),
  measured_time: z.string(),
  measured_space: z.string(),
  source: z.string(),
})

const runResult = z.object({
  status: z.string().describe('ok, wrong_answer, compile_error, runtime_error, time_limit, memory_limit, output_limit or unavailable'),
  stdout: z.string(),
  stderr: z.string(),
  exit_code: z.int(),
  time_ms: z.int(),
  memory_bytes: z.int(),
  sandbox: z.string(),
  message: z.string(),
  line: z.int(),
  tests: z.array(z.looseObject({ index: z.int(), status: z.string(), hidden: z.boolean() })),
  tests_total: z.int(),
  tests_passed: z.int(),
})

const band = z.enum(['', 'strong_no_hire', 'no_hire', 'hire', 'strong_hire'])
const dimension = z.object({ dimension: z.string(), band, score: z.int().describe('0 to 100'), claims })

const sends = {
  system: z.object({ message: z.string() }).describe('The greeting of the socket; within an interview, that its time is up and the like.'),
  state: z
    .object({
      ...about,
      stage: z.enum(stages),
      status: z.enum(['in_progress', 'completed', 'abandoned']),
      language,
      persona: z.enum(personas),
      duration_minutes: z.int(),
      remaining_ms: z.int(),
      started_at: z.string(),
      ends_at: z.string(),
      submissions: z.int(),
      draft: z.object({ code: z.string(), language: z.string() }).describe('The editor as it was last kept.'),
      problem: z.looseObject({ id: z.string(), title: z.string(), statement: z.string() }).nullable(),
      owed: z.array(z.string()).describe('What the server is at: reply, run, review, summary.'),
    })
    .describe('After start and resume, before everything that was missed.'),
  said: z
    .object({
      ...kept,
      kind: z.enum(['problem_description', 'explanation', 'message', 'code_submission', 'run', 'end_session']),
      content: z.string(),
      code: z.string().optional(),
      language: z.string().optional(),
      stdin: z.string().optional(),
      submission_id: z.string().optional(),
      request_id: z.string().optional(),
    })
    .describe('The words of the learner are kept; every page of theirs is told.'),
  stage: z.object({ ...kept, stage: z.enum(stages) }),
  ai_delta: z.object({
    ...about,
    about_seq: z.int().describe('What is answered; the whole answer comes as ai_response with the same.'),
    from: z.int().describe('The text goes here; what stood there before is taken back.'),
    text: z.string(),
  }),
  ai_response: z.object({ ...kept, message: z.string(), about_seq: z.int(), source: z.string() }),
  run_result: z.object({ ...kept, about_seq: z.int(), submission_id: z.string(), result: runResult }),
  code_analysis: z.object({ ...kept, about_seq: z.int(), submission_id: z.string(), analysis }),
  session_summary: z.object({
    ...kept,
    summary: z.string(),
    session_data: z.object({
      duration: z.string().describe('"15 minutes"'),
      submissions: z.int(),
      interview_id: z.string(),
      status: z.string(),
      band,
      rubric: z.array(dimension),
      strengths: claims,
      improvements: claims,
      next_steps: claims,
      comparison: claims,
      skills_seen: z.array(z.string()),
    }),
  }),
  draft_kept: z.object({ ...about, request_id: z.string() }).describe('The code that came in the cursor of this name is kept.'),
  cursor: z.object({ ...about, line: z.int().optional(), column: z.int().optional(), code: z.string().optional(), language: z.string().optional() }),
} as const

export const interviewContract = {
  name: 'interview',
  purpose: 'A mock interview: the server holds it, every page of the learner is in step, and whoever comes back is told what they missed.',
  takes,
  sends,
} as const
