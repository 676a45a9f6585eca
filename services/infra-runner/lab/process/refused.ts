/** Why a program is not started. */

/** The program cannot be built, in the compiler's words. */
export class BuildFailed extends Error {}

/** Nothing on this machine can run such a program safely. */
export class NoSandbox extends Error {}
