// What must be in an answer for a figure to count. Answers are parsed after the clock has stopped.

/** Each request's workflow, and whole: its last node is there. */
export function checkGets(answers, requests, n8n) {
  const asked = new Map(requests.map(({ id, params }) => [id, Object.values(params.arguments)[0]]));
  for (const answer of answers) {
    const { id, text } = opened(answer);
    if (!text.includes(`"${asked.get(id)}"`) || !text.includes(`"${n8n.lastNode}"`)) {
      throw new Error(`not the workflow: ${text}`);
    }
    asked.delete(id);
  }
}

/** How many of n8n's workflows a list holds. */
export function countListed(answer, n8n) {
  const { text } = opened(answer);
  const ids = new Set(Array.from(text.matchAll(/"id": ?"(\w+)"/g), ([, id]) => id));
  const listed = n8n.ids.filter((id) => ids.has(id)).length;
  if (listed === 0) throw new Error(`no workflows: ${text}`);
  return listed;
}

/** The result and its text; throws where the answer is an error of either kind. */
export function opened(answer) {
  const { id, result, error } = JSON.parse(answer);
  const text = error ? error.message : result.content?.map((block) => block.text).join('');
  if (error || result.isError) throw new Error(text);
  return { id, result, text };
}
