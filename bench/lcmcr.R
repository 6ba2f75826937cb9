# Median and seconds of CPU of R's LCMCR for the seeds 1 to N on one table of lists (0 or 1) and counts: a line each.
# Of 210,000 sweeps the first 10,000 are thrown away and every twentieth of the others is kept.
suppressPackageStartupMessages(library(LCMCR))
asked <- commandArgs(TRUE)
histories <- read.csv(asked[1])
lists <- ncol(histories) - 1
names(histories)[lists + 1] <- "Freq"
for (list in seq_len(lists)) histories[[list]] <- factor(histories[[list]], levels = c(0, 1))
for (seed in seq_len(as.integer(asked[2]))) {
  before <- sum(proc.time()[1:2])
  sampler <- lcmCR(histories, tabular = TRUE, K = 10, a_alpha = 0.25, b_alpha = 0.25, seed = seed, verbose = FALSE)
  totals <- lcmCR_PostSampl(sampler, burnin = 10000, samples = 10000, thinning = 20, output = FALSE)
  cat(median(totals), sum(proc.time()[1:2]) - before, "\n")
}
