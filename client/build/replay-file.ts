import { build, type Plugin, type PluginOption } from 'vite'

/**
 * Builds the program of replays that are files, with its style: one script and one sheet, which the server writes into each
 * file. `fileOf`: the place of a file of the project. `plugins`: those of both builds.
 */
export function replayFile(fileOf: (path: string) => string, plugins: readonly PluginOption[]): Plugin {
  let outDir = ''
  return {
    name: 'replay-file',
    apply: 'build',
    configResolved: (config) => {
      outDir = config.build.outDir
    },
    closeBundle: async () => {
      await build({
        plugins: [...plugins],
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
