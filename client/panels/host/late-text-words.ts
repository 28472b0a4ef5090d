import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  notShown_one: '{{count}} text was not shown',
  notShown_other: '{{count}} texts were not shown',
  heading: 'This text was not shown.',
  writtenIn: 'You wrote it in “{{phase}}”. The group has gone on without it.',
  yours: 'Your text',
  show: 'Show it to everybody, without a name',
  showSigned: 'Show it to everybody, with my name',
  alone: 'A text that comes late and alone can tell who wrote it.',
  bring: 'With the next notes of this kind',
  bringToField: 'Take it up in “{{phase}}”',
  keep: 'Keep it for me',
  remove: 'Delete',
  otherwise: 'Without an answer, nobody else will read it.',
  shown: 'The text is on the board.',
  brought: 'It will come with the next notes of this kind.',
  shownInList: 'It is among the questions.',
  broughtToField: 'It will stand in the field of that step. Nobody sees it before you send it.',
  kept: 'It is among your private notes. Nobody else sees it.',
  removed: 'The text is deleted.',
}

export const fr = {
  notShown_one: '{{count}} texte n’a pas été montré',
  notShown_other: '{{count}} textes n’ont pas été montrés',
  heading: 'Ce texte n’a pas été montré.',
  writtenIn: 'Vous l’avez écrit à « {{phase}} ». Le groupe a continué sans lui.',
  yours: 'Votre texte',
  show: 'Le montrer à tous, sans nom',
  showSigned: 'Le montrer à tous, avec mon nom',
  alone: 'Un texte qui arrive seul, après les autres, peut laisser deviner qui l’a écrit.',
  bring: 'Avec les prochaines notes de ce genre',
  bringToField: 'Le reprendre à « {{phase}} »',
  keep: 'Le garder pour moi',
  remove: 'Supprimer',
  otherwise: 'Sans réponse, personne d’autre ne le lira.',
  shown: 'Le texte est sur le tableau.',
  brought: 'Il viendra avec les prochaines notes de ce genre.',
  shownInList: 'Le texte est parmi les questions.',
  broughtToField:
    'Il vous attendra dans le champ de cette étape. Personne ne le voit avant que vous l’envoyiez.',
  kept: 'Il est parmi vos notes privées. Personne d’autre ne le voit.',
  removed: 'Le texte est supprimé.',
} satisfies typeof en

/** The sentences about texts that the group went on without. */
export const lateTextWords = wordsOf({ en, fr })
