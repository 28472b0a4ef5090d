import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  next: 'The next workshop',
  nextDate: 'Date of the next workshop',
  noDate: 'The date is not set yet.',
  yours: 'What you will do differently',
  yoursHint: 'Only this device knows that these are yours.',
  calendar: 'Put it in my calendar',
  calendarHint: 'A file for your calendar. What has no date is for next Monday.',
  fileName: 'after-the-workshop',
  parked: 'In the parking lot',
  nothingParked: 'The parking lot is empty.',
}

export const fr = {
  next: 'Le prochain atelier',
  nextDate: 'Date du prochain atelier',
  noDate: 'La date n’est pas encore fixée.',
  yours: 'Ce que vous ferez différemment',
  yoursHint: 'Votre appareil est seul à savoir que ces notes sont les vôtres.',
  calendar: 'Mettre dans mon agenda',
  calendarHint: 'Un fichier pour votre agenda. Ce qui n’a pas de date est pour lundi prochain.',
  fileName: 'apres-l-atelier',
  parked: 'Dans le parking',
  nothingParked: 'Le parking est vide.',
} satisfies typeof en

export const closeWords = wordsOf({ en, fr })
