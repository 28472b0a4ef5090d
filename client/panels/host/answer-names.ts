/** The names of the sentences that say what an answer of agreement means, from 0 up. */
export const answerNames = ['answer0', 'answer1', 'answer2', 'answer3', 'answer4', 'answer5'] as const
