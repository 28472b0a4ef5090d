import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  heading: 'Where does this go?',
  hint: 'It becomes a private note of yours on that board. Nobody else sees it until you show it.',
  text: 'What you shared',
  photos_one: '{{count}} photo',
  photos_other: '{{count}} photos',
  left_one: '{{count}} more photo was left out: bring it afterwards.',
  left_other: '{{count}} more photos were left out: bring them afterwards.',
  boards: 'Your boards',
  noBoards: 'This browser has no board on which you may write. Join one: what you shared waits here.',
  none: 'Nothing has arrived. Share a text or a photo with Boussole once more.',
  full: 'Three things wait here already, so the last one was not taken. Put them somewhere or discard them, then share it once more.',
  discard: 'Discard it',
  landed: 'What you shared is among your private notes.',
  update: 'A newer version of Boussole is ready.',
  updateNow: 'Use it now',
  updateLater: 'You are writing on another page of this browser. The newer version waits.',
}

export const fr = {
  heading: 'Où faut-il le mettre ?',
  hint: 'Cela devient une note privée, à vous, sur ce tableau. Personne d’autre ne la voit tant que vous ne la montrez pas.',
  text: 'Ce que vous avez partagé',
  photos_one: '{{count}} photo',
  photos_other: '{{count}} photos',
  left_one: '{{count}} photo de plus n’a pas été prise : apportez-la ensuite.',
  left_other: '{{count}} photos de plus n’ont pas été prises : apportez-les ensuite.',
  boards: 'Vos tableaux',
  noBoards:
    'Ce navigateur n’a aucun tableau où vous puissiez écrire. Rejoignez-en un : ce que vous avez partagé attend ici.',
  none: 'Rien n’est arrivé. Partagez de nouveau un texte ou une photo avec Boussole.',
  full: 'Trois envois attendent déjà ici : le dernier n’a pas été pris. Placez-les ou ne les gardez pas, puis partagez-le de nouveau.',
  discard: 'Ne pas le garder',
  landed: 'Ce que vous avez partagé est parmi vos notes privées.',
  update: 'Une version plus récente de Boussole est prête.',
  updateNow: 'L’utiliser maintenant',
  updateLater: 'Vous écrivez sur une autre page de ce navigateur. La version plus récente attend.',
} satisfies typeof en

/** The sentences of what comes from other apps of the device, and of a newer version. */
export const installedWords = wordsOf({ en, fr })
