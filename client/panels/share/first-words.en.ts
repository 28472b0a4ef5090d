export const en = { button: 'Share' }
