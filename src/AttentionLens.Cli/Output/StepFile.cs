using System.Collections.Immutable;
using System.Globalization;
using AttentionLens.Models;

namespace AttentionLens.Cli;

/// <summary>The file that takes what happened at each step of writing.</summary>
internal sealed class StepFile
{
    private readonly OutputFile _file;
    private readonly ImmutableArray<HookSelector> _hooks;
    private readonly GenerationTrace _trace = new();

    private StepFile(OutputFile file, ImmutableArray<HookSelector> hooks)
    {
        _file = file;
        _hooks = hooks;
    }

    /// <summary>Whether the names in the file begin with their input's place.</summary>
    public bool NamesInputs { get; set; }

    /// <summary>Looks at the place before any work is done for it; null where none is named.</summary>
    /// <exception cref="LensInputException">There are hook points and no place for them, or nothing can be written there.</exception>
    public static StepFile? At(string? path, string[] hooks)
    {
        ImmutableArray<HookSelector> selectors = [.. hooks.Select(HookSelector.Parse)];
        return path is not null ? new StepFile(OutputFile.At(path), selectors)
            : selectors.IsEmpty ? null
            : throw new LensInputException("--hooks was given without --out; expected both, for hook points are stored and not printed.");
    }

    /// <summary>Takes the steps of one input.</summary>
    public Part For(int index) => new(this, NamesInputs ? string.Create(CultureInfo.InvariantCulture, $"input.{index}/") : string.Empty);

    public Task WriteAsync() => _file.WriteAsync(aside =>
    {
        _trace.Save(aside);
        return Task.CompletedTask;
    });

    /// <summary>The part of the file that one input has.</summary>
    internal sealed class Part(StepFile file, string prefix)
    {
        public ImmutableArray<HookSelector> Hooks => file._hooks;

        public void Add(GenerationStep step) => file._trace.Add(step, prefix);
    }
}
