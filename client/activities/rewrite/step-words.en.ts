export const en = { begin: 'Rewrite the statements' }
