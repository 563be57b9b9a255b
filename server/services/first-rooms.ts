/** Languages in which a new host can begin. */
export type FirstLanguage = 'en' | 'zh';

/**
 * The rooms of a new host, in the order that becomes their ids 1 to 6: clients of the original know six
 * rooms by these numbers. Names are only a beginning; the owner renames them.
 */
export const FIRST_ROOMS: Record<FirstLanguage, { name: string; topic: string }[]> = {
  en: [
    { name: 'Front Porch', topic: 'Say hello. Everybody is here.' },
    { name: 'Kitchen Table', topic: 'Anything and everything.' },
    { name: 'Workshop', topic: 'What we are working on.' },
    { name: 'Library', topic: 'Things worth keeping: links, notes, answers.' },
    { name: 'Garden', topic: 'Plans, ideas, what comes next.' },
    { name: 'Attic', topic: 'Old photos and odd finds.' },
  ],
  zh: [
    { name: '门廊', topic: '先打个招呼吧，大家都在。' },
    { name: '餐桌', topic: '什么都可以聊。' },
    { name: '工坊', topic: '手头正在做的事。' },
    { name: '书房', topic: '值得留下的：链接、笔记、答案。' },
    { name: '花园', topic: '计划、点子和接下来的事。' },
    { name: '阁楼', topic: '老照片和小发现。' },
  ],
};
