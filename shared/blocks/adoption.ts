import type { Language } from '#shared/board/document.ts'
import { AdoptionKind, type Adoption } from '#shared/workshop/adoption.ts'
import { longDate } from '../text/long-date.ts'
import { printableLine } from '../text/printable.ts'
import type { Reader } from './block.ts'
import { count, plural } from './numbers.ts'

/** How a sentence became the purpose, in words. */
export interface AdoptionInWords {
  /** "Adopted by consent". */
  readonly way: string
  /** "on 28 November 2026". */
  readonly when: string
  /** Such as "8 of 9 voices". */
  readonly facts: readonly string[]
  readonly reason: string | null
  /** Tells the exact words. */
  readonly digest: string
}

interface AdoptionWords {
  readonly ways: Readonly<Record<AdoptionKind, string>>
  readonly on: (date: string) => string
  readonly voices: (answered: number, entitled: number) => string
  readonly imported: string
  /** And when a facilitator said that the adoption is theirs. */
  readonly claimed: (date: string) => string
  readonly reason: (reason: string) => string
  readonly digest: (hash: string) => string
}

const en: AdoptionWords = {
  ways: {
    [AdoptionKind.consent]: 'Adopted by consent',
    [AdoptionKind.override]: 'Adopted without consent',
    [AdoptionKind.sponsor]: 'Adopted by the sponsor',
  },
  on: (date) => `on ${date}`,
  voices: (answered, entitled) => `${count('en', answered)} of ${plural('en', entitled, 'voice', 'voices')}`,
  imported: 'imported from a file',
  claimed: (date) => `confirmed by a facilitator on ${date}`,
  reason: (reason) => `Reason: ${reason}`,
  digest: (hash) => `Digest of the text (SHA-256): ${hash}`,
}

const fr: AdoptionWords = {
  ways: {
    [AdoptionKind.consent]: 'Adoptée par consentement',
    [AdoptionKind.override]: 'Adoptée sans consentement',
    [AdoptionKind.sponsor]: 'Adoptée par le commanditaire',
  },
  on: (date) => `le ${date}`,
  voices: (answered, entitled) => `${count('fr', answered)} voix sur ${count('fr', entitled)}`,
  imported: 'importée d’un fichier',
  claimed: (date) => `confirmée par un animateur le ${date}`,
  reason: (reason) => `Motif\u00A0: ${reason}`,
  digest: (hash) => `Empreinte du texte (SHA-256)\u00A0: ${hash}`,
}

const words: Readonly<Record<Language, AdoptionWords>> = { en, fr }

export function adoptionInWords(
  { kind, at, voices, isImported, claimedAt, reason, hash }: Omit<Adoption, 'id' | 'number' | 'round'>,
  { language, zone }: Reader,
): AdoptionInWords {
  const said = words[language]
  const dateOf = (time: number): string => longDate(language, time, zone)
  return {
    way: said.ways[kind],
    when: said.on(dateOf(at)),
    facts: [
      ...(voices.entitled > 0 ? [said.voices(voices.answered, voices.entitled)] : []),
      ...(isImported ? [said.imported] : []),
      ...(isImported && claimedAt !== undefined ? [said.claimed(dateOf(claimedAt))] : []),
    ],
    reason: reason === undefined || reason.trim() === '' ? null : said.reason(printableLine(reason)),
    digest: said.digest(hash),
  }
}
