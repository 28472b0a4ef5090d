import type { BoardWork, createBoardWork } from './board-work.ts'

type Commands = BoardWork['commands']

/** What a command gives while its code is not here: the same as to a person who may not. */
const without: { readonly [Name in keyof Commands]: ReturnType<Commands[Name]> } = {
  addNote: '',
  addNotes: [],
  addToField: [],
  writeNote: undefined,
  writeBlank: undefined,
  mergeNotes: false,
  moveNotes: undefined,
  park: undefined,
  unpark: undefined,
  nudgeNotes: undefined,
  restack: undefined,
  resize: 0,
  connect: undefined,
  disconnect: undefined,
  drawArea: undefined,
  titleArea: undefined,
  moveArea: undefined,
  sizeArea: undefined,
  removeArea: undefined,
  setTint: undefined,
  setPhoto: undefined,
  discard: undefined,
  remove: 0,
  duplicate: [],
  cluster: undefined,
  takeOut: undefined,
  dropOnNote: undefined,
  mergeClusters: undefined,
  dissolve: undefined,
  writeClusterTitle: undefined,
  setClusterTint: undefined,
  toggleCollapsed: undefined,
  layOut: undefined,
  tidy: undefined,
  bringBack: undefined,
  planGroups: () => 0,
  copy: { text: '', html: '' },
  cut: undefined,
  paste: [],
}

/** Commands of a step's fields, which a phone shows before that code: they are carried out once it is here. */
const waiting: ReadonlySet<keyof Commands> = new Set(['writeNote', 'writeBlank', 'writeClusterTitle'])

/** Code that is here at once, or when it has been downloaded. */
export type Late<Code> = Code | Promise<Code>

export interface LateWork {
  readonly commands: Commands
  /** Resolves to undefined on a board that was closed before. */
  readonly ready: Promise<BoardWork | undefined>
  readonly close: () => void
}

/** The commands, which do nothing before their code is here, or wait for it. */
export function createLateWork(
  code: Late<{ readonly createBoardWork: typeof createBoardWork }>,
  ...at: Parameters<typeof createBoardWork>
): LateWork {
  if ('createBoardWork' in code) {
    const work = code.createBoardWork(...at)
    return { commands: work.commands, ready: Promise.resolve(work), close: work.close }
  }
  let work: BoardWork | undefined
  let isClosed = false
  const arrive = async () => {
    const arrived = await code
    if (!isClosed) work = arrived.createBoardWork(...at)
    return work
  }
  const ready = arrive()
  return {
    commands: standIns(
      () => work?.commands,
      (run) => void ready.then((arrived) => arrived && run(arrived.commands)),
    ),
    ready,
    close: () => {
      isClosed = true
      work?.close()
    },
  }
}

function standIns(
  commands: () => Commands | undefined,
  later: (run: (commands: Commands) => void) => void,
): Commands {
  const names = Object.keys(without) as (keyof Commands)[]
  const pairs = names.map((name) => [
    name,
    (...given: readonly unknown[]) => {
      const run = (here: Commands) => (here[name] as (...given: readonly unknown[]) => unknown)(...given)
      const here = commands()
      if (here) return run(here)
      if (waiting.has(name)) later(run)
      return without[name]
    },
  ])
  // Each name with a function that takes and gives what its command does.
  return Object.fromEntries(pairs) as Commands
}
