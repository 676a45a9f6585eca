/** Rules of migrations: the version that runs goes on working while the next one starts, and no statement holds up the others. */
import { type Statement, statementsOf } from './statement.ts'

export interface MigrationFile {
  readonly name: string
  readonly sql: string
}

interface Rule {
  readonly breaks: (plain: string) => boolean
  readonly says: string
}

const name = String.raw`(?:if exists |if not exists )?(?:only )?("[^"]+"|[\w.]+)`

/** Whatever the table. */
const always: readonly Rule[] = [
  {
    breaks: (plain) => /^set (session |local )?(lock_timeout|statement_timeout)/.test(plain),
    says: 'sets a time-out of its own: whoever migrates sets them',
  },
  { breaks: (plain) => /^(begin|commit|rollback|start transaction)\b/.test(plain), says: 'ends the transaction of its file' },
  { breaks: (plain) => /^(lock|truncate|cluster|vacuum|reindex)\b/.test(plain), says: 'locks whole tables' },
  {
    breaks: (plain) => /^create (or replace )?function/.test(plain) && /security definer/.test(plain) && !/set search_path/.test(plain),
    says: 'a function with the rights of its owner has no search_path of its own',
  },
  { breaks: (plain) => /\bdisable row level security|\bno force row level security/.test(plain), says: "opens learners' rows" },
  { breaks: (plain) => /^(create|alter) role|\bsuperuser\b|\bbypassrls\b/.test(plain), says: 'gives rights that no service has' },
]

/** On a table that holds rows already. */
const onTables: readonly Rule[] = [
  {
    breaks: (plain) => /^create (unique )?index (?!concurrently)/.test(plain),
    says: 'an index on a table with rows is made concurrently, in a file that ends in .concurrently.sql',
  },
  {
    breaks: (plain) => /\badd (column )?.* not null/.test(plain) && !/\bdefault\b/.test(plain) && !/\badd constraint\b/.test(plain),
    says: 'a new column is not null without a default: rows that are there, and writers of the version that runs, have none',
  },
  {
    breaks: (plain) => /\badd (column )?.*\bdefault [^,]*(random|uuidv\d|clock_timestamp|nextval)/.test(plain),
    says: 'a default that differs by row rewrites the table under a lock',
  },
  {
    breaks: (plain) => /\badd (constraint \S+ )?(foreign key|check)\b|\badd constraint \S+ not null\b/.test(plain) && !/\bnot valid\b/.test(plain),
    says: 'a constraint is added not valid and validated by a later statement: else every row is read under a lock',
  },
  {
    breaks: (plain) => /\badd (column )?\S+ [^,]*\breferences\b/.test(plain) && !/\badd constraint\b/.test(plain),
    says: 'a reference is added as a constraint that is not valid yet',
  },
  {
    breaks: (plain) => /\badd (constraint \S+ )?(unique|primary key|exclude)\b/.test(plain) && !/\busing index\b/.test(plain),
    says: 'a key is made of an index that was built concurrently (using index)',
  },
  {
    breaks: (plain) => /\balter (column )?\S+ set not null\b/.test(plain),
    says: 'every row is read under a lock: add a check that is not valid, validate it, then contract',
  },
  { breaks: (plain) => /^(update|delete)\b/.test(plain), says: 'rows are changed in batches by the service, not in one transaction' },
]

/** What the version before may still use. */
const contracting: Rule = {
  breaks: (plain) =>
    /^drop (table|view|function|type|schema|sequence|policy|trigger)\b/.test(plain) ||
    /^alter (table|view|type|function) .*\b(drop (column|constraint (?!\w+_check$))|rename|alter (column )?\S+ (set data )?type|set schema|drop default)\b/.test(
      plain,
    ) ||
    /^revoke\b/.test(plain),
  says: 'takes away what the version that runs may use: only a file that ends in .contract.sql does, once no version does',
}

/** @param before tables that earlier files of the folder made. @returns what is wrong, a line each. */
export function judgeMigrations(files: readonly MigrationFile[]): readonly string[] {
  const sorted = [...files].sort((a, b) => a.name.localeCompare(b.name))
  return [...judgeNames(sorted), ...sorted.flatMap((file) => judgeFile(file).map((problem) => `${file.name}: ${problem}`))]
}

function judgeNames(files: readonly MigrationFile[]): string[] {
  return files.flatMap(({ name: file }, index) => {
    if (!/^\d{4}_[a-z0-9_]+(\.contract|\.concurrently)?\.sql$/.test(file)) return [`${file}: is not named 0001_what.sql`]
    return Number(file.slice(0, 4)) === index + 1 ? [] : [`${file}: is not number ${index + 1}`]
  })
}

function judgeFile({ name: file, sql }: MigrationFile): string[] {
  const statements = statementsOf(sql)
  const made = new Set(statements.flatMap(({ plain }) => tableOf(plain, 'create (?:unlogged )?(?:table|view)') ?? []))
  const problems = [...statements.flatMap((statement) => judgeStatement(statement, { file, made })), ...judgeRows(statements)]
  if (file.endsWith('.concurrently.sql'))
    for (const { plain } of statements)
      if (!/^(create (unique )?|drop )index concurrently (if (not )?exists )?/.test(plain))
        problems.push(`only indexes are made outside a transaction: ${shown(plain)}`)
  return problems
}

interface Place {
  readonly file: string
  /** Tables and views that this very file makes: they hold no rows, and nobody reads them yet. */
  readonly made: ReadonlySet<string>
}

function judgeStatement({ plain }: Statement, { file, made }: Place): string[] {
  const table = subjectOf(plain)
  const fresh = table !== undefined && made.has(table)
  const broken = [...always, ...(fresh ? [] : onTables)].filter((rule) => rule.breaks(plain)).map((rule) => rule.says)
  if (!fresh && !file.endsWith('.contract.sql') && !isFirstGrant(plain, made) && contracting.breaks(plain)) broken.push(contracting.says)
  if (/\bconcurrently\b/.test(plain) && !file.endsWith('.concurrently.sql'))
    broken.push('cannot run in a transaction: its file ends in .concurrently.sql')
  return broken.map((says) => `${says}: ${shown(plain)}`)
}

/** Rights on what the file itself makes are narrowed, not taken away. */
function isFirstGrant(plain: string, made: ReadonlySet<string>): boolean {
  const [, on = ''] = /^revoke .* on (?:table )?([\w", ]+?) from/.exec(plain) ?? []
  return /^revoke all on function/.test(plain) || (on !== '' && on.split(', ').every((table) => made.has(table)))
}

function subjectOf(plain: string): string | undefined {
  return tableOf(plain, 'alter table') ?? tableOf(plain, 'update') ?? tableOf(plain, 'delete from') ?? indexedBy(plain)
}

function tableOf(plain: string, verb: string): string | undefined {
  return new RegExp(`^${verb} ${name}`).exec(plain)?.[1]
}

function indexedBy(plain: string): string | undefined {
  return new RegExp(`^create (?:unique )?index .*?\\bon ${name}`).exec(plain)?.[1]
}

/** Rows that belong to a learner are guarded from the first moment. */
function judgeRows(statements: readonly Statement[]): string[] {
  const all = statements.map(({ plain }) => plain)
  // A loop over tables is executed text, which the tests of row level security look at.
  return statements.flatMap(({ plain }) => {
    const table = tableOf(plain, 'create table')
    if (table === undefined || !/\buser_id\b/.test(plain)) return []
    const guarded = ['enable', 'force'].every((verb) => all.includes(`alter table ${table} ${verb} row level security`))
    return guarded ? [] : [`${table} holds rows of learners without row level security, enabled and forced`]
  })
}

function shown(plain: string): string {
  return plain.length > 80 ? `${plain.slice(0, 80)}…` : plain
}
