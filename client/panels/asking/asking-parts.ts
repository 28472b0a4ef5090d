import { declarations } from '#shared/activities/declared.ts'
import {
  answersTo,
  isTurn,
  itemsOf,
  lettersOfReason,
  longestReason,
  type Ask,
  type Value,
} from '#shared/asking/ask.ts'
import { askedIn, isShown, pastOf, proposedIn, type Asked } from '#shared/asking/asked.ts'
import type { Declared } from '#shared/asking/define.ts'
import type { Block } from '#shared/blocks/block.ts'
import { askedName } from '#shared/board/activities.ts'
import { cutTo } from '#shared/text/letters.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import type { Announcer } from '../host/feature.ts'
import { pick, stepNow, type Ghost } from '../host/ghost.ts'
import type { StepEditor } from '../host/step-editor.tsx'
import { runningStep } from '../host/use-agenda.ts'
import { readerOf, sayOf } from './in-asking.ts'
import { begunAnswer, giveAnswer, ownAnswers } from './own-answers.ts'
import { askingWords } from './words.ts'

/** A part of every activity that asks, by its name. */
function forEach<Part>(make: (declared: Declared) => Part): () => Readonly<Record<string, Part>> {
  return () =>
    Object.fromEntries(Object.entries(declarations).map(([name, declared]) => [name, make(declared)]))
}

export const askingEditors = forEach(stepEditorOf)
export const askingAnnouncers = forEach(announcerOf)
export const askingGhosts = forEach(ghostOf)

/** The step of an activity that asks, in the editor of the agenda. New steps speak both languages. */
function stepEditorOf(declared: Declared): StepEditor {
  const { words, seconds } = declared
  const prompt = [{ en: words.en['prompt'] ?? '', fr: words.fr['prompt'] ?? '' }]
  return {
    title: () => sayOf(declared, 'title'),
    hint: () => sayOf(declared, 'hint'),
    make: () => ({ activity: declared.name, prompt, seconds, writing: 'none' }),
  }
}

/** Says that questions are asked, and what came out of them. */
export function announcerOf(declared: Declared): Announcer {
  const { name } = declared
  return ({ model }, say) => {
    const { t } = askingWords
    const askedNow = (state: unknown): Asked | undefined => {
      const running = runningStep(model)
      return running?.step.activity === name ? askedIn(state, running.path) : undefined
    }
    return model.activity(askedName).listen((state, before) => {
      const [now, former] = [askedNow(state), askedNow(before)]
      const path = runningStep(model)?.path
      if (!now || path === undefined) return
      const isSame = now.id === former?.id
      if (isShown(now) && !(isSame && former.shown))
        return say(t('heardShown', { result: spoken(declared.blocksOf(now, readerOf(model, path))) }))
      if (!now.shown && isSame) {
        const said = (all: unknown) => Object.keys(proposedIn(all, path, now))
        const added = said(state).filter((thing) => !said(before).includes(thing))
        const labels = now.things.flatMap(({ id, label }) => (added.includes(id) ? [label] : []))
        if (labels.length > 0) say(`${sayOf(declared, 'proposed')} ${labels.join(', ')}`)
      }
      if (now.shown || isSame) return
      const { asks, pairs, things } = now
      const turn = pairs?.all[pairs.at]
      if (isTurn(turn)) {
        const past = pastOf(now, turn[0])
        const thing = cutTo(things[turn[0]]?.text ?? '', heardLetters)
        if (turn[1] !== null) return say(`${thing} ${sayOf(declared, turn[1])}`)
        return past ? say(spoken(declared.blocksOf(past, readerOf(model, path)))) : undefined
      }
      if (pairs && pairs.at > 0) return say(t('pair', { n: pairs.at + 1, of: pairs.all.length }))
      // The prompt of the step has been said a moment ago.
      const prompt = plain(runningStep(model)?.step.prompt[0]?.[currentLanguage()] ?? '')
      const questions = Object.keys(asks)
        .map((question) => sayOf(declared, question))
        .filter((question) => plain(question) !== prompt)
      if (questions.length > 0) say(t('heardOpen', { questions: questions.join(' ') }))
    })
  }
}

function plain(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim()
}

/** Letters of a sentence that one listens to. Not measured. */
const heardLetters = 120

/** Nobody listens to more bars than this. Not measured. */
const spokenBars = 3

/** The first part of a result and one sentence about it, or the reason why there is none. */
function spoken(blocks: readonly Block[]): string {
  const [first] = blocks.flatMap((block) => {
    switch (block.kind) {
      case 'remark':
        return block.text
      case 'principle':
        return `${block.choice} ${block.over}`
      case 'verdict':
        return `${block.amount}: ${/^.*?[.!?](?=\s|$)/su.exec(block.text)?.[0] ?? block.text}`
      case 'statement':
        return block.facts.join(', ')
      case 'ranking':
        return block.rows.slice(0, 1).map(({ figure, text }) => `${figure}: ${cutTo(text, heardLetters)}`)
      case 'distribution': {
        const bars = block.bars.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count)
        return bars
          .slice(0, spokenBars)
          .map(({ label, amount }) => `${label}: ${amount}`)
          .join('; ')
      }
      default:
        return []
    }
  })
  return first ?? ''
}

/** Of ghosts. Not measured. */
const shareOfReasons = 0.2

/** Answers one question after the other, seldom with a reason. */
export function ghostOf({ name, isOnProposal }: Declared): Ghost {
  return ({ model, random, sentence }) => {
    const placed = stepNow(model)
    if (placed?.step.activity !== name) return false
    const { path } = placed
    const asked = askedIn(model.activity(askedName).get(), path)
    if (!asked || asked.shown) return false
    const own = ownAnswers(model, asked).get()
    const proposed = proposedIn(model.activity(askedName).get(), path, asked)
    // Somebody proposes the first thing.
    const thing = isOnProposal ? pick(asked.things, random) : undefined
    if (thing && Object.keys(proposed).length === 0) {
      const reason = sentence().slice(0, longestReason)
      void model.run({ kind: 'asking.propose', asked: asked.id, thing: thing.id, reason })
      return true
    }
    // An answer that is on its way is one.
    const isOpen = (question: string) =>
      own[question] === undefined && begunAnswer(model, { asked, path, question }).get() === undefined
    const next = itemsOf(asked).find(
      (each) => isOpen(each.item) && (!isOnProposal || each.thing === null || each.thing.id in proposed),
    )
    // The next pair comes once the others have answered.
    if (!next) return asked.pairs !== null && !isTurn(asked.pairs.all[asked.pairs.at])
    const question = { asked, path, question: next.item }
    const value = madeUp(next.ask, { random, sentence })
    const letters = lettersOfReason(next.ask, value)
    const text = letters > 0 && random() < shareOfReasons ? sentence().slice(0, letters).trim() : ''
    giveAnswer(model, question, value, text === '' ? undefined : { text, isSigned: false })
    return true
  }
}

function madeUp(ask: Ask, { random, sentence }: Pick<Parameters<Ghost>[0], 'random' | 'sentence'>): Value {
  const answers = answersTo(ask)
  if (answers) return pick(answers, random) ?? ''
  return ask.kind === 'text' ? sentence().slice(0, ask.most).trim() : ''
}
