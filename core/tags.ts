/** Tags on briefs: how many one may have, and of how many characters each. */
export const mostTags = 30;
export const longestTag = 60;
