// What this session, in this window, saved and can take back; it outlives the page.
const KEPT = "evidence-undo";

const kept = () => JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
const keep = (steps) => sessionStorage.setItem(KEPT, JSON.stringify(steps));

export const remember = (told) => told.undo && keep([...kept(), { undo: told.undo, id: told.id }]);
export const last = () => kept().at(-1);
export const forget = (step) => keep(kept().filter((one) => one.undo !== step.undo));
