import type { en } from './late-text-words.en.ts'

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
  keep: 'Le garder pour moi',
  remove: 'Supprimer',
  otherwise: 'Sans réponse, personne d’autre ne le lira.',
  shown: 'Le texte est sur le tableau.',
  brought: 'Il viendra avec les prochaines notes de ce genre.',
  kept: 'Il est parmi vos notes privées. Personne d’autre ne le voit.',
  removed: 'Le texte est supprimé.',
} satisfies typeof en
