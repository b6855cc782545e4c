using System.CommandLine;
using AttentionLens.Models;

namespace AttentionLens.Cli;

/// <summary>The options that say how a model writes.</summary>
internal sealed class GenerationOptionsGroup
{
    private const int MostTokens = 1 << 20;
    private static readonly GenerationOptions Default = new();

    private readonly Option<int?> _tokens = Count("--max-tokens", $"The most tokens to write; {Default.MostTokens} by default.");
    private readonly Option<double?> _temperature = NumberOption.Create(
        "--temperature", "T", 0, 1e6, "Draw tokens, from logits divided by T; 0, the default, takes the likeliest.");

    private readonly Option<int?> _topK = WholeNumberOption.Create("--top-k", "K", 0, int.MaxValue, "Draw from the K likeliest; 0, the default, from all.");
    private readonly Option<double?> _topP = NumberOption.Create("--top-p", "P", 1e-9, 1, "Draw from the fewest that reach the probability P; 1 by default.");
    private readonly Option<ulong?> _seed = WholeNumberOption.Create("--seed", "S", 0UL, ulong.MaxValue, "Decides what is drawn; 0 by default.");
    private readonly Option<int?> _beams = WholeNumberOption.Create("--beams", "B", 1, 4096, "Follow B beginnings at once; 1 by default.");
    private readonly Option<double?> _penalty = NumberOption.Create(
        "--length-penalty", "X", -16, 16, "Beams are compared by log-probability / length^X; 1 by default.");

    public static Option<int?> Count(string name, string description) => WholeNumberOption.Create(name, "N", 1, MostTokens, description);

    public void AddTo(Command command)
    {
        command.Options.Add(_tokens);
        command.Options.Add(_temperature);
        command.Options.Add(_topK);
        command.Options.Add(_topP);
        command.Options.Add(_seed);
        command.Options.Add(_beams);
        command.Options.Add(_penalty);
    }

    /// <exception cref="LensInputException">Two of the options do not go together.</exception>
    public GenerationOptions Read(ParseResult parsed, EncodeOptions encode)
    {
        double temperature = parsed.GetValue(_temperature) ?? Default.Temperature;
        int beams = parsed.GetValue(_beams) ?? Default.Beams;
        DemandSense(temperature > 0, parsed, "without --temperature above 0, so that nothing is drawn", _topK, _topP, _seed);
        DemandSense(beams > 1, parsed, "without --beams above 1, so that nothing is compared", _penalty);
        DemandSense(beams == 1, parsed, "with --beams, which draw nothing", _temperature);
        return new GenerationOptions
        {
            MostTokens = parsed.GetValue(_tokens) ?? Default.MostTokens,
            Temperature = temperature,
            TopK = parsed.GetValue(_topK) ?? Default.TopK,
            TopP = parsed.GetValue(_topP) ?? Default.TopP,
            Seed = parsed.GetValue(_seed) ?? Default.Seed,
            Beams = beams,
            LengthPenalty = parsed.GetValue(_penalty) ?? Default.LengthPenalty,
            Encode = encode,
        };
    }

    private static void DemandSense(bool holds, ParseResult parsed, string reason, params ReadOnlySpan<Option> options)
    {
        foreach (Option option in options)
        {
            if (!holds && parsed.GetResult(option) is { Implicit: false })
            {
                throw new LensInputException($"{option.Name} was given {reason}; expected both to go together, or one of them left out.");
            }
        }
    }
}
