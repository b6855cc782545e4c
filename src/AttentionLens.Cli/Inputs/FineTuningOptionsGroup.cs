using System.Collections.Immutable;
using System.CommandLine;
using AttentionLens.Hosting;
using AttentionLens.Models;

namespace AttentionLens.Cli;

/// <summary>The options that say how weights are trained after units went.</summary>
internal sealed class FineTuningOptionsGroup
{
    private static readonly FineTuningSettings Standard = new();

    private readonly Option<int?> _steps = WholeNumberOption.Create(
        "--fine-tune", "STEPS", 1, int.MaxValue, $"Train the weights that are left for so many steps of {Standard.BatchSize} inputs after every round; by default nothing is trained.");

    private readonly Option<double?> _rate = NumberOption.Create(
        "--learning-rate", "R", 1e-9, 10, FormattableString.Invariant($"The largest learning rate of --fine-tune; by default {Standard.LearningRate}."));

    private readonly TrainingFileOption _file = new("Labelled inputs for --fine-tune, one JSON object a line; by default those that are measured.");

    public void AddTo(Command command)
    {
        command.Options.Add(_steps);
        command.Options.Add(_rate);
        _file.AddTo(command);
    }

    /// <summary>Looks for the file before any work is done; null where none is named.</summary>
    /// <exception cref="LensInputException">It is not there, or an option is given that says how, without that there is to be training.</exception>
    public ChosenInputs? Choose(ParseResult parsed)
    {
        ChosenInputs? file = _file.Choose(parsed);
        return parsed.GetValue(_steps) is null && (file is not null || parsed.GetValue(_rate) is not null)
            ? throw new LensInputException($"--train or --learning-rate was given without {_steps.Name}; say for how many steps to train.")
            : file;
    }

    /// <summary>What to train on; null where nothing is trained.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="file">What <see cref="Choose"/> gave.</param>
    /// <param name="model">The model.</param>
    /// <param name="measured">The inputs that are measured, each encoded on its own.</param>
    /// <param name="options">How inputs are encoded.</param>
    /// <param name="cancellationToken">Cancels between lines.</param>
    public async Task<FineTuning?> ReadAsync(
        ParseResult parsed, ChosenInputs? file, LensModel model, ImmutableArray<EncodedExample> measured, EncodeOptions options, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_steps) is not { } steps)
        {
            return null;
        }

        ImmutableArray<EncodedExample> examples = file is null ? measured : await file.EncodeAsync(model, options, cancellationToken);
        return new FineTuning(examples)
        {
            Settings = Standard with { Steps = steps, LearningRate = parsed.GetValue(_rate) ?? Standard.LearningRate },
            IsMeasured = file is null,
        };
    }
}
