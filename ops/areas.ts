/** The areas of the mesh, in the order of their dashboards: a new feature is a folder in areas/ and its line here. */
import type { Area } from './area.ts'
import { alerts as cacheAlerts } from './areas/caches/alerts.ts'
import { dashboard as caches } from './areas/caches/dashboard.ts'
import { alerts as callAlerts } from './areas/calls/alerts.ts'
import { dashboard as calls } from './areas/calls/dashboard.ts'
import { objectives as callObjectives } from './areas/calls/objectives.ts'
import { alerts as communityAlerts } from './areas/community/alerts.ts'
import { dashboard as community } from './areas/community/dashboard.ts'
import { alerts as databaseAlerts } from './areas/database/alerts.ts'
import { dashboard as database } from './areas/database/dashboard.ts'
import { alerts as designAlerts } from './areas/designs/alerts.ts'
import { dashboard as designs } from './areas/designs/dashboard.ts'
import { alerts as erasureAlerts } from './areas/erasures/alerts.ts'
import { dashboard as erasures } from './areas/erasures/dashboard.ts'
import { alerts as eventAlerts } from './areas/events/alerts.ts'
import { dashboard as events } from './areas/events/dashboard.ts'
import { objectives as eventObjectives } from './areas/events/objectives.ts'
import { alerts as factorAlerts } from './areas/factors/alerts.ts'
import { dashboard as factors } from './areas/factors/dashboard.ts'
import { alerts as interviewAlerts } from './areas/interviews/alerts.ts'
import { dashboard as interviews } from './areas/interviews/dashboard.ts'
import { alerts as jobAlerts } from './areas/jobs/alerts.ts'
import { dashboard as jobs } from './areas/jobs/dashboard.ts'
import { dashboard as learners } from './areas/learners/dashboard.ts'
import { alerts as machineAlerts } from './areas/machines/alerts.ts'
import { dashboard as machines } from './areas/machines/dashboard.ts'
import { alerts as modelAlerts } from './areas/models/alerts.ts'
import { dashboard as models } from './areas/models/dashboard.ts'
import { objectives as modelObjectives } from './areas/models/objectives.ts'
import { alerts as planAlerts } from './areas/plans/alerts.ts'
import { dashboard as plans } from './areas/plans/dashboard.ts'
import { alerts as platformAlerts } from './areas/platform/alerts.ts'
import { dashboard as platform } from './areas/platform/dashboard.ts'
import { alerts as runAlerts } from './areas/runs/alerts.ts'
import { dashboard as runs } from './areas/runs/dashboard.ts'
import { alerts as runtimeAlerts } from './areas/runtime/alerts.ts'
import { dashboard as runtime } from './areas/runtime/dashboard.ts'
import { alerts as securityAlerts } from './areas/security/alerts.ts'
import { dashboard as security } from './areas/security/dashboard.ts'
import { alerts as serviceAlerts } from './areas/services/alerts.ts'
import { dashboard as services } from './areas/services/dashboard.ts'
import { objectives as serviceObjectives } from './areas/services/objectives.ts'
import { alerts as signInAlerts } from './areas/sign-ins/alerts.ts'
import { dashboard as signIns } from './areas/sign-ins/dashboard.ts'
import { alerts as videoAlerts } from './areas/videos/alerts.ts'
import { dashboard as videos } from './areas/videos/dashboard.ts'
import { alerts as webAlerts } from './areas/web/alerts.ts'
import { dashboard as web } from './areas/web/dashboard.ts'

export const areas: readonly Area[] = [
  { name: 'platform', dashboard: platform, objectives: [], alerts: platformAlerts },
  { name: 'services', dashboard: services, objectives: serviceObjectives, alerts: serviceAlerts },
  { name: 'calls', dashboard: calls, objectives: callObjectives, alerts: callAlerts },
  { name: 'events', dashboard: events, objectives: eventObjectives, alerts: eventAlerts },
  { name: 'models', dashboard: models, objectives: modelObjectives, alerts: modelAlerts },
  { name: 'jobs', dashboard: jobs, objectives: [], alerts: jobAlerts },
  { name: 'plans', dashboard: plans, objectives: [], alerts: planAlerts },
  { name: 'interviews', dashboard: interviews, objectives: [], alerts: interviewAlerts },
  { name: 'runs', dashboard: runs, objectives: [], alerts: runAlerts },
  { name: 'videos', dashboard: videos, objectives: [], alerts: videoAlerts },
  { name: 'designs', dashboard: designs, objectives: [], alerts: designAlerts },
  { name: 'database', dashboard: database, objectives: [], alerts: databaseAlerts },
  { name: 'caches', dashboard: caches, objectives: [], alerts: cacheAlerts },
  { name: 'runtime', dashboard: runtime, objectives: [], alerts: runtimeAlerts },
  { name: 'machines', dashboard: machines, objectives: [], alerts: machineAlerts },
  { name: 'web', dashboard: web, objectives: [], alerts: webAlerts },
  { name: 'learners', dashboard: learners, objectives: [], alerts: [] },
  { name: 'community', dashboard: community, objectives: [], alerts: communityAlerts },
  { name: 'erasures', dashboard: erasures, objectives: [], alerts: erasureAlerts },
  { name: 'factors', dashboard: factors, objectives: [], alerts: factorAlerts },
  { name: 'sign-ins', dashboard: signIns, objectives: [], alerts: signInAlerts },
  { name: 'security', dashboard: security, objectives: [], alerts: securityAlerts },
]
