import { resolve } from 'node:path'

/**
 * The one argument of a command. npm runs commands in the project's folder; the person may be in another one.
 */
export function namedFile(): string | undefined {
  const [file, ...others] = process.argv.slice(2)
  if (file === undefined || others.length > 0) return undefined
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), file)
}

export function giveUp(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}
