import { atom, computed, type ReadableAtom } from 'nanostores'
import type { Command } from '#shared/wire/command.ts'
import type { OwnBallot } from '#shared/wire/message.ts'
import {
  isAboutBoard,
  RoundState,
  spent,
  type Hands,
  type OwnReason,
  type Round,
  type SaidReason,
} from '#shared/workshop/round.ts'
import type { CommandOutcome } from '../contract/board-commands.ts'
import type { BoardModel, Voting } from '../contract/board-model.ts'
import type { RemoteCommands } from '../connection/remote-commands.ts'

type Dots = Readonly<Record<string, number>>

/** A dot placed (1) or taken back (−1), or an answer, that the server has not answered yet. */
type Wish = { readonly round: string; readonly option: string } & (
  | { readonly by: 1 | -1 }
  | { readonly answer: number | null; readonly reason: SaidReason | undefined }
)

export interface LiveVoting extends Voting {
  /** Gets this person's dots from the server; after a hello, those of every open round. */
  readonly heard: (ballots: readonly OwnBallot[]) => void
  /** How many changes of this person's dots the server has not answered: they may yet be refused, or be lost. */
  readonly unanswered: ReadableAtom<number>
  /** Milliseconds since 1970 by the server's clock, now. */
  readonly setClock: (serverNow: number) => void
}

/** Dots show at once, and the server's answer corrects them: it alone knows this person's other tabs. */
export function createVoting(
  all: ReadableAtom<readonly Round[]>,
  remote: Pick<RemoteCommands, 'run'>,
  now: () => number,
): LiveVoting {
  const known = new Map<string, Dots>()
  const rounds = roundsWhere(all, isAboutBoard)
  const texts = roundsWhere(all, (round): round is Round => !isAboutBoard(round))
  let wishes: readonly Wish[] = []
  let clockAhead = 0
  const unanswered = atom(0)
  const dots = atom<Readonly<Record<string, Dots>>>({})
  const hands = atom<Readonly<Record<string, Hands>>>({})
  const reasons = atom<Readonly<Record<string, Readonly<Record<string, OwnReason>>>>>({})
  const dealt = atom<Readonly<Record<string, readonly string[]>>>({})
  const closing = atom<ReadonlySet<string>>(new Set())
  const show = () => {
    const shown: Record<string, Dots> = Object.fromEntries(known)
    for (const wish of wishes) shown[wish.round] = granted(shown[wish.round] ?? {}, wish)
    dots.set(shown)
  }
  const change = async (wish: Wish): Promise<CommandOutcome> => {
    const { round } = wish
    wishes = [...wishes, wish]
    show()
    unanswered.set(unanswered.get() + 1)
    const outcome = await remote.run(commandOf(wish))
    unanswered.set(unanswered.get() - 1)
    // Gone already when the ballot, which has the dot in it, came before the reply.
    if (outcome.ok && wishes.includes(wish)) known.set(round, granted(known.get(round) ?? {}, wish))
    wishes = wishes.filter((other) => other !== wish)
    show()
    return outcome
  }
  return {
    rounds,
    texts,
    open: computed(rounds, (each) => each.find(({ state }) => state === RoundState.open)),
    dots,
    dealt,
    remaining: (round) => Math.max(0, round.budget - spent(dots.get()[round.id] ?? {})),
    openRound: (rules) => remote.run({ kind: 'round.open', ...rules, options: [...rules.options] }),
    closeRound: async (round) => {
      closing.set(new Set([...closing.get(), round]))
      const outcome = await remote.run({ kind: 'round.close', round })
      if (!outcome.ok) closing.set(new Set([...closing.get()].filter((other) => other !== round)))
      return outcome
    },
    closing,
    hands,
    raiseHands: (round, { voters, counts }) =>
      remote.run({ kind: 'round.hands', round, voters, counts: { ...counts } }),
    place: (round, option) => change({ round, option, by: 1 }),
    take: (round, option) => change({ round, option, by: -1 }),
    answer: (round, option, answer, reason) => change({ round, option, answer, reason }),
    reasons,
    settle: (round, option, way, said) => remote.run({ kind: 'reason.settle', round, option, way, ...said }),
    now: () => now() + clockAhead,
    unanswered,
    heard: (ballots) => {
      for (const { round, dots: own, hands: raised, reasons: ownReasons, dealt: hand } of ballots) {
        // Of a closed round the server has forgotten all answers but those whose reasons are left.
        const before = known.get(round) ?? {}
        const isClosed = all.get().find(({ id }) => id === round)?.state === RoundState.closed
        known.set(round, isClosed ? { ...before, ...own } : own)
        if (ownReasons) reasons.set({ ...reasons.get(), [round]: ownReasons })
        if (hand) dealt.set({ ...dealt.get(), [round]: hand })
        if (raised) hands.set({ ...hands.get(), [round]: raised })
        const oldest = wishes.find((wish) => wish.round === round && isGranted(wish, before, own))
        wishes = wishes.filter((wish) => wish !== oldest)
      }
      show()
    },
    setClock: (serverNow) => (clockAhead = serverNow - now()),
  }
}

/** The round the person chose to see, else the one that is open. */
export function roundShown({ ui, voting }: Pick<BoardModel, 'ui' | 'voting'>): Round | undefined {
  const chosen = ui.shownRound.get()
  if (chosen === null) return voting.open.get()
  return voting.rounds.get().find(({ id }) => id === chosen)
}

/** Changes only when one of its rounds does: a vote about texts draws nothing on the board again. */
function roundsWhere<Wanted extends Round>(
  all: ReadableAtom<readonly Round[]>,
  isWanted: (round: Round) => round is Wanted,
): ReadableAtom<readonly Wanted[]> {
  let last: readonly Wanted[] = []
  return computed(all, (rounds) => {
    const wanted = rounds.filter(isWanted)
    const isSame = wanted.length === last.length && wanted.every((round, index) => round === last[index])
    return isSame ? last : (last = wanted)
  })
}

function commandOf(wish: Wish): Command {
  const { round, option } = wish
  if ('answer' in wish) {
    const { answer, reason } = wish
    return { kind: 'answer.set', round, option, answer, ...(reason && { reason }) }
  }
  return { kind: wish.by === 1 ? 'dot.place' : 'dot.take', round, option }
}

function granted(own: Dots, wish: Wish): Dots {
  const { option } = wish
  const { [option]: before = 0, ...others } = own
  if ('answer' in wish) return wish.answer === null ? others : { ...own, [option]: wish.answer }
  const after = Math.max(0, before + wish.by)
  return after === 0 ? others : { ...others, [option]: after }
}

/** The server's answer has this wish in it; one about another tab, or from before the wish came there, has not. */
function isGranted(wish: Wish, before: Dots, own: Dots): boolean {
  const { option } = wish
  if (!('by' in wish)) return own[option] === granted(before, wish)[option]
  const moved = (own[option] ?? 0) - (before[option] ?? 0)
  return moved * wish.by > 0
}
