/** The parts of a principle, as blanks of its note. A file of its own: the canvas needs no more of principles. */
export const principleParts = ['choice', 'over', 'shows', 'betrays'] as const
