import type * as Y from 'yjs'
import { sentenceId, sideOptions } from '#shared/activities/cases/asked-cases.ts'
import { declarations } from '#shared/activities/declared.ts'
import { stepsOf } from '#shared/agenda/steps.ts'
import type { Thing } from '#shared/asking/ask.ts'
import { askedIn, isShown } from '#shared/asking/asked.ts'
import { readActivity, askedName } from '#shared/board/activities.ts'
import { adoptionsOf } from '#shared/board/adoptions.ts'
import { readTemplate } from '#shared/board/agenda.ts'
import { notesOf } from '#shared/board/note.ts'
import { sidesOfPrinciple } from '#shared/board/principle.ts'
import { readStatement } from '#shared/board/statements.ts'
import { chosenSide, notedCases, type SettledCase } from '#shared/workshop/operations.ts'

/** As many as a group answers in ten minutes, the newest. Not measured. */
const mostCases = 24

/**
 * The settled cases of the board, and its words as they were then and are now. Their sides stand as options, beside the side on
 * which the group came down and its agreement: `side`, `for` and `of`. Of the words, `was` and an id hold the earlier ones.
 */
export function settledThings(doc: Y.Doc): { readonly about: Thing; readonly things: readonly Thing[] } {
  const cases = casesOn(doc)
  return { about: wordsSince(doc, cases), things: cases.map(thingOf) }
}

/** Those whose side is known, oldest first: a tie has none, and neither has a vote of too few. */
function casesOn(doc: Y.Doc): readonly SettledCase[] {
  const template = readTemplate(doc)
  const state = readActivity(doc, askedName)
  const voted = (template ? stepsOf(template) : []).flatMap(({ step, path }) => {
    const asked = askedIn(state, path)
    return isShown(asked) ? (declarations[step.activity]?.cases?.(asked) ?? []) : []
  })
  const hasSide = ({ before, after }: SettledCase) => {
    const [first = 0, second = 0] = after ?? before ?? []
    return first !== second
  }
  const all = [...voted.filter(hasSide), ...notedCases(notesOf(doc))]
    .filter(({ sides }) => sides.every((side) => side !== ''))
    .toSorted((a, b) => a.at - b.at)
  // A dilemma that was settled in two steps is one case, as it was settled last.
  const newest = new Map(all.map((each) => [each.id, each]))
  return all.filter((each) => newest.get(each.id) === each).slice(-mostCases)
}

function thingOf(settled: SettledCase, place: number): Thing {
  const { id, dilemma, sides, before, after } = settled
  const side = chosenSide(settled)
  const counts = after ?? before
  return {
    id,
    text: dilemma,
    label: String(place + 1),
    options: {
      a: sides[0],
      b: sides[1],
      side: sideOptions[side],
      ...(counts && { for: String(counts[side]), of: String(counts[0] + counts[1]) }),
    },
  }
}

/** The adopted sentence and each principle that settled a case, before and now. */
function wordsSince(doc: Y.Doc, cases: readonly SettledCase[]): Thing {
  const adoptions = adoptionsOf(doc)
  const last = adoptions.at(-1)
  const settled = Math.max(0, ...cases.map(({ at }) => at))
  const then = adoptions.findLast(({ at }) => at <= settled) ?? adoptions[0]
  const live = last ? readStatement(doc, last.statement)?.text.trim() : undefined
  const sentence = live === undefined || live === '' ? (last?.text ?? '') : live
  const notes = new Map(notesOf(doc).map((note) => [note.id, note]))
  const principles = new Map(
    cases.flatMap(({ principle, principleText }) =>
      principle === null || principleText === ''
        ? []
        : [[principle, sidesOfPrinciple(principleText)] as const],
    ),
  )
  return {
    id: sentenceId,
    text: sentence,
    label: '',
    options: {
      ...(then && then.text.trim() !== sentence && { [`was ${sentenceId}`]: then.text.trim() }),
      ...Object.fromEntries(
        [...principles].flatMap(([id, before]) => {
          const now = sidesOfPrinciple(notes.get(id)?.text ?? '')
          return now === before ? [] : [[`was ${id}`, before] as const, [id, now] as const]
        }),
      ),
    },
  }
}
