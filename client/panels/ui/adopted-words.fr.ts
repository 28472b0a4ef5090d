import type { en } from './adopted-words.en.ts'

export const fr = {
  purpose: 'Notre raison d’être',
  byConsent: 'Adoptée par consentement le {{date}}',
  byOverride: 'Adoptée sans consentement le {{date}}',
  bySponsor: 'Adoptée par le commanditaire le {{date}}',
  imported: 'importée d’un fichier',
  voices: '{{answered}} voix sur {{entitled}}',
  reason: 'Motif : {{reason}}',
  origin: 'D’où elle vient',
} satisfies typeof en
