import type { Book, Page } from './model';

export interface Reader {
  readonly book: Book;
  open(page: number): Promise<Page>;
}

// 每次只读一页，旧书经不起快翻
export class SlowReader implements Reader {
  private last = 0;

  constructor(readonly book: Book, private readonly pause: number = 500) {}

  async open(page: number): Promise<Page> {
    if (page < 1 || page > this.book.pages.length) {
      throw new RangeError(`没有第 ${page} 页`);
    }
    await new Promise<void>((done) => setTimeout(done, this.pause));
    this.last = page;
    return this.book.pages[page - 1]!;
  }
}
