import { initialsOf } from '#shared/text/letters.ts'
import { VoteOperation } from '#shared/activities/vote/activity.ts'
import { PollMethod, RoundState, spent, type Round } from '#shared/workshop/round.ts'
import type { rankRound, RankedOption } from '#shared/workshop/tally.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import { areSame } from '../model/basics/same.ts'
import { roundShown } from '../model/voting/voting.ts'
import { persistently } from '../offline/download.ts'
import { nothingShown, type OtherMark, type Shown, type ShownVote, type PhotoOf } from '../view/view-state.ts'
import { watchWave } from '../view/reveal-animation.ts'
import { watchDrags } from './remote-drags.ts'
import type { Pictures } from './photo-images.ts'

/** The Shown of one screen, kept up to date from the model. `onChange` gets the ids that look different now, and whether that is of this screen's own making, not others'. */
export interface ShownState {
  readonly now: () => Shown
  readonly lift: (ids: ReadonlySet<string>) => void
  readonly close: () => void
}

export function watchShown(
  model: BoardModel,
  onChange: (ids: Iterable<string> | 'all', isOwn: boolean) => void,
): ShownState {
  let shown: Shown = nothingShown
  const { ui, presence, voting } = model
  // The first painting already has selection and votes: listeners are not called before they have this state.
  let isReady = false
  let isOver = false

  const change = (part: Partial<Shown>, ids: Iterable<string> | 'all', isOwn = true) => {
    shown = { ...shown, ...part }
    if (isReady) onChange(ids, isOwn)
  }
  const mark = () => {
    const others = marksOf(model)
    const ids = [...new Set([...shown.others.keys(), ...others.keys()])].filter(
      (id) => !areSame(shown.others.get(id) ?? [], others.get(id) ?? []),
    )
    if (ids.length > 0) change({ others }, ids, false)
  }
  const showVote = () => {
    if (rank === undefined && roundShown(model)?.totals) void fetchRanking().then(() => isOver || showVote())
    const vote = shownVote(model)
    const ids = differentOptions(shown.vote, vote)
    if (ids.size > 0) change({ vote }, ids)
    else shown = { ...shown, vote }
  }
  const drags = watchDrags(model, (offsets, ids) => change({ drags: offsets }, ids, false))
  const wave = watchWave(model, (arriving, ids) => change({ arriving }, ids))
  const pictures = watchPhotos(model, (ids) => change({}, ids))
  shown = { ...shown, pictureOf: pictures.of }
  const stops = [
    wave.close,
    pictures.close,
    ui.selection.subscribe((selection) => {
      const before = shown.selection
      // One alone has another ring than one of several.
      const alone = before.size > 1 === selection.size > 1 ? [] : before.size > 1 ? selection : before
      change({ selection }, [...difference(before, selection), ...alone])
    }),
    ui.found.subscribe((found) => change({ found }, difference(shown.found, found))),
    model.locked.subscribe((locked) => change({ locked }, difference(shown.locked, locked))),
    ui.editing.subscribe((editing) =>
      change(
        { editing },
        [shown.editing, editing].filter((id) => id !== null),
      ),
    ),
    presence.others.listen(mark),
    presence.numbers.listen(mark),
    presence.showCursors.listen(mark),
    ui.shownRound.listen(showVote),
    voting.rounds.listen(showVote),
    voting.open.listen(showVote),
    voting.dots.listen(showVote),
    voting.closing.listen(showVote),
    model.ending.listen(showVote),
    drags.close,
  ]
  mark()
  showVote()
  isReady = true
  return {
    now: () => shown,
    lift: (lifted) => change({ lifted }, new Set([...shown.lifted, ...lifted])),
    close: () => {
      isOver = true
      for (const stop of stops) stop()
    },
  }
}

/** Of each other person one mark, on however many devices they have selected it; none of this person's own. */
function marksOf({ presence, me }: BoardModel): ReadonlyMap<string, readonly OtherMark[]> {
  const marks = new Map<string, OtherMark[]>()
  // A person who hides the cursors of others, and a projector, see the board alone.
  if (!presence.showCursors.get()) return marks
  const numbers = presence.numbers.get()
  for (const { participant, name, colour, selection, editing } of presence.others.get()) {
    if (participant === me.get().id) continue
    const initials = initialsOf(name) || String(numbers.get(participant) ?? '·')
    const ids = editing === null || selection.includes(editing) ? selection : [...selection, editing]
    for (const id of ids) {
      const isEditing = id === editing
      const known = marks.get(id) ?? []
      const same = known.find((mark) => mark.participant === participant)
      const mark = { participant, initials, colour, isEditing: isEditing || same?.isEditing === true }
      marks.set(id, [...known.filter((other) => other !== same), mark])
    }
  }
  return marks
}

function shownVote(model: BoardModel): ShownVote | null {
  const round = roundShown(model)
  if (!round) return null
  const dots = model.voting.dots.get()[round.id] ?? {}
  if (round.state === RoundState.open) {
    const mayVote = model.may(VoteOperation.castDot) && !model.voting.closing.get().has(round.id)
    const canPlace = spent(dots) < round.budget
    const { method = PollMethod.dots, cap } = round
    return { kind: 'open', method, options: setOf(round.options), dots, cap, canPlace, mayVote }
  }
  if (!round.totals || !rank) return null
  return { kind: 'closed', dots, ranked: rankedOf(round, rank) }
}

/** By the list of options, which stays the same while a round is open. */
const sets = new WeakMap<readonly string[], ReadonlySet<string>>()

function setOf(options: readonly string[]): ReadonlySet<string> {
  const set = sets.get(options) ?? new Set(options)
  sets.set(options, set)
  return set
}

let rank: typeof rankRound | undefined

/** Most boards show no result when they open: the code for it comes with the first one. */
async function fetchRanking(): Promise<void> {
  rank = (await persistently(() => import('#shared/workshop/tally.ts'))).rankRound
}

const rankings = new WeakMap<Round, ReadonlyMap<string, RankedOption>>()

/** No result stands beside words that nobody voted on: the list of results has those that people did. */
function rankedOf(round: Round, ranking: typeof rankRound): ReadonlyMap<string, RankedOption> {
  const known = rankings.get(round)
  if (known) return known
  const { texts = {} } = round
  const kept = ranking(round).filter(({ option }) => !Object.hasOwn(texts, option))
  const ranked = new Map(kept.map((each) => [each.option, each]))
  rankings.set(round, ranked)
  return ranked
}

/** The options that look different. Another person's vote changes none, a dot one, and the last dot all. */
function differentOptions(before: ShownVote | null, now: ShownVote | null): ReadonlySet<string> {
  if (isSameRound(before, now)) {
    const withDots = [before, now].flatMap((vote) => Object.keys(vote?.dots ?? {}))
    return new Set(withDots.filter((option) => before?.dots[option] !== now?.dots[option]))
  }
  return new Set([...optionsOf(before), ...optionsOf(now)])
}

function isSameRound(before: ShownVote | null, now: ShownVote | null): boolean {
  if (before?.kind === 'closed') return now?.kind === 'closed' && before.ranked === now.ranked
  if (before === null || now?.kind !== 'open') return before === now
  return (
    before.options === now.options &&
    before.method === now.method &&
    before.cap === now.cap &&
    before.canPlace === now.canPlace &&
    before.mayVote === now.mayVote
  )
}

function optionsOf(vote: ShownVote | null): Iterable<string> {
  if (vote === null) return []
  return vote.kind === 'open' ? vote.options : vote.ranked.keys()
}

function difference(before: ReadonlySet<string>, now: ReadonlySet<string>): readonly string[] {
  return [...[...now].filter((id) => !before.has(id)), ...[...before].filter((id) => !now.has(id))]
}

/** Between two attempts to download the code that fetches photos. Not measured. */
const againMs = 5_000

/** Photos for the painter. The code that fetches and decodes them is downloaded with the first photo note. */
export function watchPhotos(
  model: Pick<BoardModel, 'scene' | 'camera' | 'photos' | 'saving'>,
  onArrived: (notes: Iterable<string>) => void,
): { readonly of: PhotoOf; readonly close: () => void } {
  const waiting = new Set<string>()
  let pictures: Pictures | undefined
  let isStarted = false
  let isClosed = false

  const start = async () => {
    try {
      const { createPictures } = await import('./photo-images.ts')
      if (!isClosed) pictures = createPictures(model, onArrived)
    } catch {
      // Cut off: the notes show their tint until it works.
      await new Promise((resolve) => setTimeout(resolve, againMs))
      isStarted = false
    }
    if (isClosed) return
    const notes = [...waiting]
    waiting.clear()
    onArrived(notes)
  }
  return {
    of: (note, photo, frame, scale) => {
      if (pictures) return pictures.of(note, photo, frame, scale)
      waiting.add(note.id)
      if (!isStarted) void start()
      isStarted = true
      return undefined
    },
    close: () => {
      isClosed = true
      pictures?.close()
    },
  }
}
