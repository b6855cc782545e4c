using AttentionLens.Cli;

return await CommandLine.RunAsync(args, new CliStreams(Console.Out, Console.Error), CancellationToken.None);
