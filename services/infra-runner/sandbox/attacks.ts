/** What a hostile or careless program tries, in each language that a sandbox without anything installed runs, and how each has to end. */
import type { Language, OutcomeKind } from './sandbox.ts'

export interface Attack {
  /** What it tries, as a row of the table. */
  readonly tries: string
  readonly programs: Readonly<Partial<Record<Language, string>>>
  /** One of them. */
  readonly ends: readonly OutcomeKind[]
  /** Must not be seen in what it prints. */
  readonly never: RegExp
}

/** A file that every machine has, and what stands in it. */
const secret = /root:x|root:\*|daemon:/
const nothing = /(?!)/

export const attacks: readonly Attack[] = [
  {
    tries: 'to loop for ever',
    programs: { python: 'while True: pass', javascript: 'for (;;) {}', c: 'int main() { for (;;) {} }', go: 'package main\nfunc main() { for {} }' },
    ends: ['time_limit'],
    never: nothing,
  },
  {
    tries: 'to loop for ever in promises, or to sleep',
    programs: { python: 'import time\ntime.sleep(3600)', javascript: 'const again = () => Promise.resolve().then(again)\nagain()' },
    ends: ['time_limit', 'memory_limit'],
    never: nothing,
  },
  {
    tries: 'to backtrack for ever in a regular expression',
    programs: { python: 'import re\nre.match(r"(a+)+b", "a" * 64)', javascript: '/^(a+)+b$/.test("a".repeat(64))' },
    ends: ['time_limit'],
    never: nothing,
  },
  {
    tries: 'a fork bomb',
    programs: {
      python: 'import os\nwhile True:\n    os.fork()',
      javascript: 'require("child_process").fork(__filename)',
      c: '#include <unistd.h>\nint main() { for (;;) fork(); }',
    },
    ends: ['runtime_error', 'time_limit', 'memory_limit'],
    never: nothing,
  },
  {
    tries: 'to take 2 GB at once',
    programs: {
      python: 'data = bytearray(2_000_000_000)',
      javascript: 'const a = new Uint8Array(2e9).fill(1)\nconsole.log(a.length)',
      c: '#include <stdlib.h>\n#include <string.h>\nint main() { char *p = malloc(2000000000); if (!p) return 3; memset(p, 1, 2000000000); return p[5]; }',
    },
    ends: ['memory_limit'],
    never: /2000000000/,
  },
  {
    tries: 'to have 2 GB laid out before its first step',
    programs: { c: '#include <string.h>\nstatic char a[2000000000];\nint main() { memset(a, 1, sizeof a); return a[7] - 1; }' },
    ends: ['memory_limit'],
    never: nothing,
  },
  {
    tries: 'to take more than an address of 32 bits reaches',
    programs: {
      python: 'data = bytearray(3_000_000_000)\nprint(len(data))',
      javascript: 'const a = new Uint8Array(9e9).fill(1)\nconsole.log(a.length)',
      c: '#include <stdio.h>\n#include <stdlib.h>\nint main() { volatile char *p = malloc(9000000000); if (!p) abort(); p[8999999999] = 1; puts("9000000000"); }',
    },
    ends: ['memory_limit'],
    never: /[39]000000000/,
  },
  {
    tries: 'to take memory piece by piece',
    programs: {
      python: 'a = []\nwhile True:\n    a.append("x" * 100_000 + str(len(a)))',
      javascript: 'const a = []\nfor (;;) a.push(new Array(100_000).fill(a.length))',
    },
    ends: ['memory_limit', 'time_limit'],
    never: nothing,
  },
  {
    tries: 'to print 100 MB',
    programs: {
      python: 'for _ in range(100_000):\n    print("x" * 1000)',
      javascript: 'for (let i = 0; i < 100_000; i += 1) console.log("x".repeat(1000))',
    },
    ends: ['output_limit'],
    never: nothing,
  },
  {
    tries: 'to recurse for ever',
    programs: { python: 'def f(n): return f(n + 1)\nf(0)', javascript: 'function f(n) { return f(n + 1) + 1 }\nf(0)' },
    ends: ['runtime_error'],
    never: nothing,
  },
  {
    tries: 'to read a file of the host',
    programs: {
      python: 'print(open("/etc/passwd").read())',
      javascript: 'console.log(require("fs").readFileSync("/etc/passwd", "utf8"))',
      c: '#include <stdio.h>\nint main() { FILE *f = fopen("/etc/passwd", "r"); if (!f) return 3; char b[999]; fgets(b, 999, f); puts(b); }',
    },
    ends: ['runtime_error'],
    never: secret,
  },
  {
    tries: 'to write a file of the host',
    programs: { python: 'open("/usr/quint-was-here", "w").write("x")', javascript: 'require("fs").writeFileSync("/usr/quint-was-here", "x")' },
    ends: ['runtime_error'],
    never: nothing,
  },
  {
    tries: 'to see the environment and the files around it',
    programs: {
      python: 'import os\nprint(dict(os.environ))\nprint(os.listdir("/etc"))',
      javascript: 'console.log(process.env, process.binding("fs"))',
    },
    ends: ['ok', 'runtime_error'],
    never: /DATABASE_URL|SERVICE_KEY|passwd/,
  },
  {
    tries: 'to open a socket',
    programs: {
      python: 'import socket\ns = socket.socket()\ns.connect(("127.0.0.1", 22))\nprint("connected")',
      javascript: 'require("net").connect(22, "127.0.0.1", () => console.log("connected"))',
      c: '#include <sys/socket.h>\n#include <arpa/inet.h>\n#include <stdio.h>\nint main() { struct sockaddr_in a = {AF_INET, htons(22)}; a.sin_addr.s_addr = htonl(0x7f000001); int s = socket(AF_INET, SOCK_STREAM, 0); if (connect(s, (void*)&a, sizeof a)) return 3; puts("connected"); }',
    },
    ends: ['runtime_error'],
    never: /connected/,
  },
  {
    tries: 'to run a program of the host',
    programs: {
      python: 'import subprocess\nprint(subprocess.run(["cat", "/etc/passwd"], capture_output=True, check=True).stdout)',
      javascript: 'console.log(require("child_process").execSync("id").toString())',
    },
    ends: ['runtime_error'],
    never: /root:x|uid=0/,
  },
  {
    tries: 'to leave its realm by a constructor, or by turning text into code',
    programs: {
      python: 'import js\nprint(js.process.env)',
      javascript: 'console.log(console.log.constructor.constructor("return process")().env)',
    },
    ends: ['runtime_error'],
    never: /PATH/,
  },
  {
    tries: 'to leave its realm by an import',
    programs: {
      javascript:
        'const fs = await_import()\nasync function await_import() { const m = await import("node:fs"); console.log(m.readFileSync("/etc/passwd", "utf8")) }',
    },
    ends: ['runtime_error'],
    never: secret,
  },
  {
    tries: 'to end or stop its process',
    programs: { python: 'import os\nos._exit(7)', javascript: 'process.exit(7)' },
    ends: ['runtime_error'],
    never: nothing,
  },
]
