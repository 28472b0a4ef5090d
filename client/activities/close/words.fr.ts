import type { en } from './words.en.ts'

export const fr = {
  next: 'Le prochain atelier',
  nextDate: 'Date du prochain atelier',
  noDate: 'La date n’est pas encore fixée.',
  yours: 'Ce que vous ferez différemment',
  yoursHint: 'Votre appareil est seul à savoir que ces notes sont les vôtres.',
  calendar: 'Mettre dans mon agenda',
  calendarHint: 'Un fichier pour votre agenda. Ce qui n’a pas de date est pour lundi prochain.',
  fileName: 'apres-l-atelier',
  parked: 'Dans le parking à idées',
  nothingParked: 'Le parking à idées est vide.',
} satisfies typeof en
