export const en = { begin: 'Begin reading' }
