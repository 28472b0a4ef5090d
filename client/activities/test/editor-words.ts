import type { TestKind } from '#shared/activities/test/activity.ts'
import type { Words } from '#shared/agenda/template.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './editor-words.en.ts'
import { fr } from './editor-words.fr.ts'

/** The sentences about steps of this activity in the editor of the agenda. */
export const editorWords = wordsOf({ en, fr })

/** New steps speak both languages. */
export const promptOf: Readonly<Record<TestKind, Words>> = {
  swap: { en: en.promptSwap, fr: fr.promptSwap },
  opposite: { en: en.promptOpposite, fr: fr.promptOpposite },
  who: { en: en.promptWho, fr: fr.promptWho },
  monday: { en: en.promptMonday, fr: fr.promptMonday },
}
