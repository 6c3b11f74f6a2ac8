/// Codes S…: the files of a site other than rules.
let siteExplanations = siteFileExplanations.merging(siteContentExplanations) { first, _ in first }
