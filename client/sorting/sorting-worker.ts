import { draftGroups } from '#shared/sorting/draft-groups.ts'
import { likelyPairs } from '#shared/sorting/duplicates.ts'
import { cloudOf, commonWords, notesWithWord } from '#shared/sorting/gather.ts'
import { placesFor } from '#shared/sorting/place-for.ts'
import { unmentioned } from '#shared/sorting/unmentioned.ts'
import type { Answer, Question } from './questions.ts'

// Comparing hundreds of notes takes longer than a frame.
addEventListener('message', ({ data }: MessageEvent<Question>) => {
  postMessage({ id: data.id, answer: answerTo(data) } satisfies Answer)
})

function answerTo({ kind, about }: Question): Answer['answer'] {
  const { language } = about
  switch (kind) {
    case 'pairs':
      return likelyPairs(about.notes, language)
    case 'places':
      return about.fields.map(({ notes, groups }) => placesFor(notes, groups, language))
    case 'unmentioned':
      return unmentioned(about.names, about.texts, language)
    case 'cloud':
      return cloudOf(about.notes, language)
    case 'words':
      return commonWords(about.notes, language)
    case 'notesWith':
      return notesWithWord(about.word, about.notes, language)
    case 'draft':
      return about.fields.map(({ notes }) => draftGroups(notes, language))
  }
}
