import { parseArgs, type ParseArgsConfig } from 'node:util'

/** The arguments of the command line; ends the program with `usage` when it does not know them. */
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
