import { build, type Plugin, type UserConfig } from 'vite'

/**
 * Builds the program of replays that are files, with its style: one script and one sheet, which the server writes into each
 * file. `shared`: the settings of both builds. `fileOf`: the place of a file of the project.
 */
export function replayFile(
  fileOf: (path: string) => string,
  shared: Pick<UserConfig, 'plugins' | 'resolve'>,
): Plugin {
  let outDir = ''
  return {
    name: 'replay-file',
    apply: 'build',
    configResolved: (config) => {
      outDir = config.build.outDir
    },
    closeBundle: async () => {
      await build({
        ...shared,
        configFile: false,
        logLevel: 'warn',
        root: fileOf('client'),
        publicDir: false,
        build: {
          outDir,
          emptyOutDir: false,
          target: 'es2023',
          cssCodeSplit: false,
          // Nothing of a file stands beside it.
          assetsInlineLimit: () => true,
          modulePreload: false,
          rolldownOptions: {
            input: fileOf('client/replay-file.tsx'),
            output: {
              format: 'es',
              codeSplitting: false,
              entryFileNames: 'replay-file.js',
              assetFileNames: 'replay-file[extname]',
            },
          },
        },
      })
    },
  }
}
