using System.CommandLine;

namespace AttentionLens.Cli;

/// <summary>The option <c>--train</c>: labelled inputs to learn from, apart from those that are measured.</summary>
internal sealed class TrainingFileOption(string description)
{
    private readonly Option<string?> _file = new("--train") { Description = description, HelpName = "FILE.jsonl" };

    public void AddTo(Command command) => command.Options.Add(_file);

    /// <summary>Looks for the file before any work is done; null where none is named.</summary>
    /// <exception cref="LensInputException">It is not there.</exception>
    public ChosenInputs? Choose(ParseResult parsed) => parsed.GetValue(_file) is { } file ? ChosenInputs.OfFile(_file.Name, file) : null;
}
