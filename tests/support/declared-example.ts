import { onTestFinished } from 'vitest'
import { declarations } from '#shared/activities/declared.ts'
import { answersTo, choice, scale, text, type Ask, type AskAudience, type Value } from '#shared/asking/ask.ts'
import { distribution, quotes } from '#shared/asking/blocks.ts'
import { defineAbout, defineActivity, type Declared } from '#shared/asking/define.ts'

const words = {
  title: 'Weather',
  hint: 'A hint',
  prompt: 'How is it?',
  show: 'Show it',
  degree: 'Your degree',
  word: 'A word',
  way: 'Which way?',
  'way.left': 'Left',
  'way.right': 'Right',
}

const aboutWords = { ...words, nothing: 'Nothing' }

/** An activity with every kind of question, under the name of one that has no settings. */
export function declaredExample(audience: AskAudience): Declared {
  return defineActivity('talk', {
    words: { en: words, fr: words },
    ask: { degree: scale(1, 10), word: text({ most: 30 }), way: choice('left', 'right') },
    audience,
    result: ({ degree, word, way }) => [distribution(degree), quotes(word), distribution(way)],
  })
}

/** The same about each sentence of the board. */
export function declaredAboutExample(audience: AskAudience): Declared {
  return defineAbout('talk', {
    words: { en: aboutWords, fr: aboutWords },
    ask: { degree: scale(1, 10), word: text({ most: 30 }), way: choice('left', 'right') },
    audience,
    about: (taken) => taken,
    result: (rows) =>
      rows.flatMap(({ thing, columns: { degree, word, way } }) => [
        { kind: 'statement', text: thing.text, facts: [thing.label] },
        distribution(degree),
        quotes(word),
        distribution(way),
      ]),
  })
}

/** Lets steps of this activity ask, for one test. */
export function declareForTest(declared: Declared): void {
  const all = declarations as Record<string, Declared>
  const before = all[declared.name]
  all[declared.name] = declared
  onTestFinished(() => {
    if (before) all[declared.name] = before
    else delete all[declared.name]
  })
}

/** An answer of a person by their number. Words tell whose they are. */
export function exampleAnswer(ask: Ask, person: number): Value {
  const answers = answersTo(ask)
  return answers ? (answers[person % answers.length] ?? '') : `Zwork${person}`
}
