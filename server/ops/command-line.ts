import { resolve } from 'node:path'

/**
 * The one argument of a command, beside these options. npm runs commands in the project's folder; the person may be in another one.
 */
export function namedFile(...options: readonly string[]): string | undefined {
  const [file, ...others] = process.argv.slice(2).filter((argument) => !options.includes(argument))
  if (file === undefined || others.length > 0) return undefined
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), file)
}

/** Such as `1 board` or `2 boards`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

export function giveUp(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

/** Ends a command that works on the file of a data folder. */
export function refuseWithPostgres({ postgres }: { readonly postgres: unknown }, instead: string): void {
  if (postgres) giveUp(`With DATABASE_URL, PostgreSQL keeps the boards: ${instead}.`)
}
