/** Boards that are being deleted. Writes to their drafts wait until the deletion is over. */
export class PendingDeletions {
  readonly #pending = new Map<string, PromiseWithResolvers<boolean>>()

  begin(board: string): void {
    if (!this.#pending.has(board)) this.#pending.set(board, Promise.withResolvers<boolean>())
  }

  end(board: string, isDeleted: boolean): void {
    this.#pending.get(board)?.resolve(isDeleted)
    this.#pending.delete(board)
  }

  /** Settles when no deletion is running. True when the board was deleted. */
  async isDeleted(board: string): Promise<boolean> {
    return (await this.#pending.get(board)?.promise) ?? false
  }
}
