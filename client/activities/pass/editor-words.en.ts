export const en = {
  title: 'Pass on',
  hint: 'Everyone builds on a note that someone else wrote in private. Each note goes to one person.',
  prompt: 'Build on the note you received: more precise, truer, shorter. Do not erase; write the next one.',
}
