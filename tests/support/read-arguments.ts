import { parseArgs, type ParseArgsConfig } from 'node:util'

/** What a program was asked for on the command line; ends it with `usage` when that is nothing it knows. */
export function readArguments<Config extends ParseArgsConfig>(
  config: Config,
  usage: string,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    console.error(`${error.message.split('. ')[0]}. ${usage}`)
    process.exit(1)
  }
}
