using AttentionLens.Gpt2;
using AttentionLens.Testing.Circuits;

namespace AttentionLens.Attribution.Tests.Circuits;

/// <summary>A circuit, written to a folder and loaded from there.</summary>
internal sealed class LoadedCircuit : IAsyncDisposable
{
    private LoadedCircuit(HandBuiltCircuit circuit, LensModel model)
    {
        Circuit = circuit;
        Model = model;
    }

    public static TheoryData<string> Names => ["copying", "induction"];

    public HandBuiltCircuit Circuit { get; }

    public LensModel Model { get; }

    public static async Task<LoadedCircuit> LoadAsync(string name)
    {
        HandBuiltCircuit circuit = name == HandBuiltCircuit.Copying.Name ? HandBuiltCircuit.Copying : HandBuiltCircuit.Induction;
        string folder = Directory.CreateTempSubdirectory("lens-circuit-").FullName;
        try
        {
            circuit.Write(folder);
            return new LoadedCircuit(circuit, await new Gpt2Adapter().LoadAsync(ModelFolder.Open(folder), new ModelLoadOptions()));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>One input.</summary>
    public InputBatch Batch(int input) => Model.Inputs.Collate([Model.Inputs.Encode(input, Circuit.Inputs[input], new EncodeOptions())]);

    public ValueTask DisposeAsync() => Model.DisposeAsync();
}
