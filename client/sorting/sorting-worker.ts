import { draftGroups } from '#shared/sorting/draft-groups.ts'
import { likelyPairs } from '#shared/sorting/duplicates.ts'
import { commonWords, notesWithWord } from '#shared/sorting/gather.ts'
import { placesFor } from '#shared/sorting/place-for.ts'
import type { Answer, Question } from './questions.ts'

// Comparing hundreds of notes takes longer than a frame.
addEventListener('message', ({ data }: MessageEvent<Question>) => {
  postMessage({ id: data.id, answer: answerTo(data) } satisfies Answer)
})

function answerTo(question: Question): Answer['answer'] {
  const { notes, language } = question.about
  switch (question.kind) {
    case 'pairs':
      return likelyPairs(notes, language)
    case 'places':
      return placesFor(notes, question.about.groups, language)
    case 'words':
      return commonWords(notes, language)
    case 'notesWith':
      return notesWithWord(question.about.word, notes, language)
    case 'draft':
      return draftGroups(notes, language)
  }
}
