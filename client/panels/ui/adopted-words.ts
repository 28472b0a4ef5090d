import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  purpose: 'Our purpose',
  byConsent: 'Adopted by consent on {{date}}',
  byOverride: 'Adopted without consent on {{date}}',
  bySponsor: 'Adopted by the sponsor on {{date}}',
  imported: 'imported from a file',
  voices: '{{answered}} of {{entitled}} voices',
  reason: 'Reason: {{reason}}',
  origin: 'What it grew from',
}

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

/** The sentences about an adopted sentence. */
export const adoptedWords = wordsOf({ en, fr })
