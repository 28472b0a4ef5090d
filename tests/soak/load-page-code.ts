import { createServer } from 'vite'

const root = new URL('../..', import.meta.url).pathname

/** Loads a module that imports code of the page: Vite reads its JSX, and there are no styles. */
export async function loadPageCode<Module>(path: string): Promise<Module> {
  const server = await createServer({
    root,
    configFile: false,
    appType: 'custom',
    logLevel: 'warn',
    server: { middlewareMode: true, watch: null, ws: false },
    optimizeDeps: { noDiscovery: true, include: [] },
    plugins: [withoutStyles],
  })
  return (await server.ssrLoadModule(path)) as Module
}

const nothing = '\0nothing'

const withoutStyles = {
  name: 'without-styles',
  enforce: 'pre',
  resolveId: (id: string) => (id.endsWith('.css') ? nothing : undefined),
  load: (id: string) => (id === nothing ? 'export {}' : undefined),
} as const
