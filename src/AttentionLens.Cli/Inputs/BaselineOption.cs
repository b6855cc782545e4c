using System.CommandLine;

namespace AttentionLens.Cli;

/// <summary>The option that says what stands for the absence of an input.</summary>
internal sealed class BaselineOption
{
    private readonly Option<string> _baseline = new("--baseline")
    {
        Description = "What stands for the absence of an input: zero, pad or mask.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "zero",
    };

    public void AddTo(Command command) => command.Options.Add(_baseline);

    public AttributionBaseline Read(ParseResult parsed) => parsed.GetRequiredValue(_baseline) switch
    {
        "zero" => AttributionBaseline.Zero,
        "pad" => AttributionBaseline.Pad,
        "mask" => AttributionBaseline.Mask,
        string other => throw new LensInputException($"--baseline is '{other}'; expected zero, pad or mask."),
    };
}
