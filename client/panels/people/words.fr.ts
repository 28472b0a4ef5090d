import type { en } from './words.en.ts'

export const fr = {
  you: '{{name}} (vous)',
  namelessYou: 'Vous',
  follow: 'Suivre',
  followPerson: 'Suivre {{name}}',
  unfollow: 'Arrêter',
  unfollowPerson: 'Ne plus suivre {{name}}',
  cursors: 'Afficher les curseurs des autres',
  cursorsHint: 'Masqués automatiquement quand il y a beaucoup de monde.',
  placeHidden: 'Un vote secret est ouvert. Personne ne voit le curseur, la sélection ni la vue des autres.',
  showPlace: 'Montrer mon curseur et ma vue pendant ce vote',
  showPlaceHint: 'Les autres pourraient alors voir où vous placez vos propres points.',
  leads: 'Anime la séance',
  writing: 'écrit',
  me: 'Mon prénom et ma couleur',
  saveMe: 'Enregistrer',
  more_one: 'et {{count}} autre',
  more_other: 'et {{count}} autres',
  alone: 'Personne d’autre n’est là pour l’instant. Partagez le tableau pour inviter du monde.',
} satisfies typeof en
