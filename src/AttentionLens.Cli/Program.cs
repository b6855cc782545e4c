using AttentionLens.Cli;

return await CommandLine.RunAsync(args, CliStreams.OfProcess(), CancellationToken.None);
