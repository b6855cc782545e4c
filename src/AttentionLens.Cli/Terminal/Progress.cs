using Spectre.Console;

namespace AttentionLens.Cli;

/// <summary>Shows a progress bar for work that takes over a second, where somebody sits at a terminal.</summary>
internal static class Progress
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs work that reports the fraction it has done; a bar without an end is shown until it reports one.</summary>
    public static async Task RunAsync(Session session, string title, Func<Action<double>, Task> work)
    {
        double fraction = 0;
        Task running = Task.Run(() => work(done => Volatile.Write(ref fraction, done)));
        if (!session.ShowsProgress || await Task.WhenAny(running, Task.Delay(Patience)) == running)
        {
            await running;
            return;
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(session.Streams.Error) });
        await console.Progress().AutoClear(true).StartAsync(async context =>
        {
            ProgressTask bar = context.AddTask(Printable.Cell(title));
            while (await Task.WhenAny(running, Task.Delay(Interval)) != running)
            {
                double done = Volatile.Read(ref fraction);
                bar.IsIndeterminate = done == 0;
                bar.Value = 100 * done;
            }
        });
        await running;
    }
}
