import { purposeLimits, type PurposeDraft } from './purpose-page.ts'

/** Words of the other person that have no place beside one's own. */
export interface LeftOut {
  readonly part: Exclude<keyof PurposeDraft, 'shown'>
  readonly text: string
}

export interface MergedDraft {
  readonly draft: PurposeDraft
  readonly leftOut: readonly LeftOut[]
}

/**
 * The texts of two people who both began with `base`. Lists have the entries of both. Of a text that both have changed, mine
 * stays, and theirs is told.
 */
export function mergedDraft(base: PurposeDraft, mine: PurposeDraft, theirs: PurposeDraft): MergedDraft {
  const leftOut: LeftOut[] = []
  const leave = (part: LeftOut['part'], text: string | null) => {
    if (text !== null && text !== '') leftOut.push({ part, text })
  }
  const one = <Value extends string | null>(
    part: LeftOut['part'],
    [from, own, other]: Three<Value>,
  ): Value => {
    if (own === from) return other
    if (other !== from && other !== own) leave(part, other)
    return own
  }
  const list = <Entry>(
    part: 'meanings' | 'promises',
    [from, own, other]: Three<readonly Entry[]>,
    textOf: (entry: Entry) => string,
  ): readonly Entry[] => {
    const keysOf = (entries: readonly Entry[]) => new Set(entries.map(textOf))
    const [before, here, there] = [keysOf(from), keysOf(own), keysOf(other)]
    const isGone = (entry: Entry) => before.has(textOf(entry)) && !here.has(textOf(entry))
    const added = own.filter((entry) => !before.has(textOf(entry)) && !there.has(textOf(entry)))
    const kept = other.filter((entry) => !isGone(entry))
    const room = Math.max(0, purposeLimits[part] - added.length)
    for (const entry of kept.slice(room)) leave(part, textOf(entry))
    return [...kept.slice(0, room), ...added]
  }
  const texts = new Set([...Object.keys(mine.translations), ...Object.keys(theirs.translations)])
  const translationOf = ({ translations }: PurposeDraft, text: string) =>
    Object.hasOwn(translations, text) ? (translations[text] ?? '') : ''
  const translations = [...texts].flatMap((text) => {
    const three = [base, mine, theirs].map((draft) => translationOf(draft, text))
    const said = one('translations', three as unknown as Three<string>)
    return said === '' ? [] : [[text, said] as const]
  })
  const draft: PurposeDraft = {
    name: one('name', [base.name, mine.name, theirs.name]),
    meanings: list('meanings', [base.meanings, mine.meanings, theirs.meanings], ({ phrase, means }) =>
      [phrase, means].filter((words) => words !== '').join(': '),
    ),
    people: mergedPeople([base.people, mine.people, theirs.people]),
    promises: list('promises', [base.promises, mine.promises, theirs.promises], (promise) => promise),
    shown: mergedShown([base.shown, mine.shown, theirs.shown]),
    reviewOn: one('reviewOn', [base.reviewOn, mine.reviewOn, theirs.reviewOn]),
    colours: {
      sentence: one('colours', [base.colours.sentence, mine.colours.sentence, theirs.colours.sentence]),
      accent: one('colours', [base.colours.accent, mine.colours.accent, theirs.colours.accent]),
    },
    translations: Object.fromEntries(translations.slice(0, purposeLimits.translations)),
  }
  return { draft, leftOut }
}

type Three<Value> = readonly [base: Value, mine: Value, theirs: Value]

/** Everybody whom one of the two has chosen. */
function mergedPeople([base, mine, theirs]: Three<PurposeDraft['people']>): PurposeDraft['people'] {
  const isSame = (people: PurposeDraft['people']) => people?.join(' ') === base?.join(' ')
  if (isSame(mine) || !mine) return theirs
  if (isSame(theirs) || !theirs) return mine
  return [...new Set([...mine, ...theirs])].slice(0, purposeLimits.people)
}

/** Everything that one of the two has chosen, without what either took away. */
function mergedShown([base, mine, theirs]: Three<PurposeDraft['shown']>): PurposeDraft['shown'] {
  const all = [...new Set([...theirs, ...mine])]
  const isGone = (id: string) => base.includes(id) && !(mine.includes(id) && theirs.includes(id))
  return all.filter((id) => !isGone(id)).slice(0, purposeLimits.shown)
}
